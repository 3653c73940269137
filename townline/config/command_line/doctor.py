"""``townline doctor``: what a person on duty would look at, and what to do about it."""

from argparse import Namespace
from collections.abc import Iterator

from townline.config.checks import everything
from townline.platform.core.commands import CannotStart, ready, write_line
from townline.platform.core.findings import Finding, Level, bad
from townline.platform.postgres import environment


def examine(options: Namespace) -> int:
    """Print a line per finding; return 1 if one is bad, else 0."""
    worst = Level.OK
    for finding in _findings(options):
        write_line(finding.line())
        worst = Level.BAD if finding.level is Level.BAD else worst
    return 1 if worst is Level.BAD else 0


def _findings(options: Namespace) -> Iterator[Finding]:
    home = environment.use_home(options.home)
    if not environment.has_database(home):
        yield bad("database", f"there is none in {home} yet", "start it once: townline run")
        return
    yield from _all_findings(everything.of_machine(home))
    try:
        with ready(options):
            from townline.platform.core import clock  # noqa: PLC0415 -- needs Django

            yield from _all_findings(everything.of_town(clock.now()))
    except CannotStart as error:
        yield bad("database", str(error), "start the server, or correct TOWNLINE_DATABASE_URL")


def _all_findings(groups: list[everything.CheckGroup]) -> Iterator[Finding]:
    return (finding for group in groups for finding in group.look())
