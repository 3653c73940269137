"""``townline database``: which database a home serves, and another one from now on."""

from argparse import Namespace
from pathlib import Path

from townline.platform.core.commands import Add, CannotStart, ready, write_line
from townline.platform.postgres import environment, serves


def add_to(add: Add) -> None:
    """Add the command to the command line."""
    words = "database show | move: which database the home serves; let it serve another one"
    made = add("database", words, _command)
    made.add_argument("action", choices=["show", "move"])


def _command(options: Namespace) -> int:
    home = environment.use_home(options.home)
    if options.action == "show":
        write_line(f"{home} serves {serves.read(home) or 'no database yet'}")
        return 0
    return _move(options, home)


def _move(options: Namespace, home: Path) -> int:
    """Note the database that is named now; it must hold the district, under the home's keys."""
    options.move = True
    if not environment.has_data(home):
        raise CannotStart(
            "name the database that the home is to serve with TOWNLINE_DATABASE_URL, or in the "
            "file of its units; nothing was changed"
        )
    with ready(options):
        from townline.platform.processes import preparing  # noqa: PLC0415 -- needs Django

        if not preparing.has_tables():
            named = serves.environment_serves(home)
            raise CannotStart(
                f"{named.database or 'the embedded database'} holds no district {named.district}:"
                " restore a backup there first; nothing was changed"
            )
        preparing.keys_fit()
        preparing.record()
        now = serves.read(home)
    write_line(f"{home} serves {now} from now on; start its processes anew")
    return 0
