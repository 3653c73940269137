"""``townline doctor``: what a person on duty would look at, and what to do about it."""

from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator

from townline.config.checks.calling import CALLING
from townline.config.checks.finding import Finding, Level, bad
from townline.config.checks.machine import MACHINE
from townline.config.command_line import environment
from townline.platform.core.commands import CannotStart, ready, say


def examine(options: Namespace) -> int:
    """Print a line per finding; return 1 if one is bad, else 0."""
    worst = Level.OK
    for finding in _findings(options):
        say(finding.line())
        worst = Level.BAD if finding.level is Level.BAD else worst
    return 1 if worst is Level.BAD else 0


def _findings(options: Namespace) -> Iterator[Finding]:
    home = environment.use_home(options.home)
    if not environment.has_database(home):
        yield bad("database", f"there is none in {home} yet", "start it once: townline run")
        return
    yield from guarded(MACHINE, home)
    yield from guarded(CALLING, home)
    try:
        with ready(options):
            yield from _inside()
    except CannotStart as error:
        yield bad("database", str(error), "start the server, or correct TOWNLINE_DATABASE_URL")


def _inside() -> Iterator[Finding]:
    from townline.config.checks.database import DATABASE  # noqa: PLC0415 -- needs Django
    from townline.config.checks.keeping import KEEPING  # noqa: PLC0415 -- the same
    from townline.config.checks.keys import KEYS  # noqa: PLC0415 -- the same
    from townline.config.checks.reading import READING  # noqa: PLC0415 -- the same
    from townline.config.checks.retention import RETENTION  # noqa: PLC0415 -- the same
    from townline.config.checks.tickets import TICKETS  # noqa: PLC0415 -- the same
    from townline.config.checks.work import WORK  # noqa: PLC0415 -- the same
    from townline.platform.core import clock  # noqa: PLC0415 -- the same

    now = clock.now()
    yield from guarded(DATABASE, now)
    yield from guarded(KEYS, now)
    yield from guarded(WORK, now)
    yield from guarded(READING, now)
    yield from guarded(TICKETS, now)
    yield from guarded(KEEPING, now)
    yield from guarded(RETENTION, now)


def guarded[T](checks: Iterable[Callable[[T], Iterator[Finding]]], about: T) -> Iterator[Finding]:
    """Run each check; one that fails is a finding itself, and the others go on."""
    for check in checks:
        try:
            yield from check(about)
        except Exception as error:  # noqa: BLE001 -- a doctor does not fall ill itself
            words = str(error).split("\n", 1)[0]
            advice = "see the findings above; if they are all well, report this"
            yield bad(check.__name__, f"cannot be checked: {words}", advice)
