"""``townline calls dispatcher-config``: Kamailio in front of several workers."""

import os
from argparse import ArgumentParser, Namespace
from pathlib import Path

from townline.adapters.sip.dispatcher import Front, FrontError, files
from townline.platform.core.commands import CannotStart, write_line
from townline.platform.postgres import environment


def options(made: ArgumentParser) -> None:
    """Say what it is told."""
    made.add_argument("--listen", required=True, help="where Kamailio listens: udp:HOST:PORT")
    made.add_argument(
        "--worker", action="append", default=[], help="a worker's TOWNLINE_SIP_LISTEN; repeat it"
    )
    made.add_argument(
        "--trunks",
        help="the networks, as in calls.trunks (its value)",
    )
    made.add_argument("--out", type=Path, help="folder for both files; without it they are printed")
    made.set_defaults(command=dispatcher_config)


def dispatcher_config(given: Namespace) -> int:
    """Print or write kamailio.cfg and dispatcher.list."""
    folder = given.out.absolute() if given.out else Path("/etc/kamailio")
    if given.trunks is None:
        environment.enter(given.home)
        given.trunks = os.environ.get("TOWNLINE_SIP_TRUNKS", "")
    try:
        made = files(Front(given.listen, given.worker, given.trunks, folder=folder))
        if given.out:
            folder.mkdir(parents=True, exist_ok=True)
        for name, text in made.items():
            _give(folder / name, text, write=bool(given.out))
    except (FrontError, OSError) as error:
        raise CannotStart(str(error)) from error
    return 0


def _give(path: Path, text: str, *, write: bool) -> None:
    if write:
        path.write_text(text)
        write_line(f"written: {path}")
    elif path.suffix == ".cfg":
        write_line(text)
    else:
        # Printed, both are one file that Kamailio reads: the list stands at its end as remarks.
        write_line("\n".join([f"# {path}:", *(f"#   {line}" for line in text.splitlines())]))
