"""``townline surveys plan --days N``: who visits which home on the next days.

The other actions of ``townline surveys`` are those of the room below.
"""

import signal
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from townline.platform.core.commands import Add, CannotStart, ready, write_line
from townline.prevention.surveys import commands as surveys

_MOST = 400


def add_to(add: Add) -> Any:  # noqa: ANN401 -- argparse's own
    """Add these commands to the command line; give the actions, for those of rooms beside."""
    actions = surveys.add_to(add)
    words = "plan the next days of all surveyors; Ctrl-C keeps the best found so far"
    made = actions.add_parser("plan", help=words, description=words)
    made.add_argument("--home", type=Path, help="folder of data, keys and sockets")
    made.add_argument("--days", type=int, required=True, help="how many working days")
    made.set_defaults(command=command)
    return actions


def command(options: Namespace) -> int:
    """Plan; exit code 0: done or stopped, 2: nothing can be planned."""
    if not 1 <= options.days <= _MOST:
        raise CannotStart(f"--days is a number from 1 to {_MOST}")
    with ready(options):
        from django.utils import translation  # noqa: PLC0415 -- needs Django

        from townline.casework.cases.api import CaseError  # noqa: PLC0415 -- the same

        with translation.override("en"):
            try:
                return _plan(options.days)
            except CaseError as error:
                raise CannotStart(error.message()) from error


def _plan(days: int) -> int:
    from townline.platform.core import clock  # noqa: PLC0415 -- needs Django
    from townline.platform.core.history.audit import SERVER  # noqa: PLC0415 -- the same
    from townline.prevention.surveys.routes.services import runs  # noqa: PLC0415 -- the same

    run = runs.run_request(days=days, actor=SERVER, now=clock.now())
    with _stopping() as stop:
        done = runs.run_carry_out(
            run, actor=SERVER, on_progress=_progress, stopped=lambda: bool(stop)
        )
    if stop:
        write_line("stopped: the best found so far is kept")
    _print_result(done.result)
    return 0


@contextmanager
def _stopping() -> Iterator[list[int]]:
    """Take Ctrl-C as a wish to end with what was found; a second one ends everything."""
    interrupts: list[int] = []

    def on_interrupt(number: int, _frame: object) -> None:
        if interrupts:
            raise KeyboardInterrupt
        interrupts.append(number)

    before = signal.signal(signal.SIGINT, on_interrupt)
    try:
        yield interrupts
    finally:
        signal.signal(signal.SIGINT, before)


def _progress(found: Any) -> None:  # noqa: ANN401 -- of the rules, which need numpy
    words = f"{found.done} of {found.of} surveyors, {found.surveyor_days} days, {found.km:.0f} km"
    print(words, file=sys.stderr, flush=True)  # noqa: T201 -- progress is no result


def _print_result(result: dict[str, Any]) -> None:
    from townline.prevention.surveys.api import Surveyor  # noqa: PLC0415 -- needs Django

    names = {str(pk): name for pk, name in Surveyor.objects.values_list("id", "name")}
    write_line(f"surveyor-days: {result['surveyor_days']}")
    write_line(f"km: {result['km']:.1f}")
    write_line(f"visits planned: {result['planned']}, on later days: {result['later']}")
    unplaced = result["unplaced"]
    write_line(f"homes without a place: {sum(unplaced.values())}")
    for why, count in sorted(unplaced.items()):
        write_line(f"  {_WHY[why]}: {count}")
    for surveyor, day in result["overfull"]:
        who = names.get(str(surveyor), surveyor)
        write_line(
            f"surveyor {who}, {day}: fixed visits and appointments do not fit into the hours"
        )
    for surveyor, why in result["people"].items():
        write_line(f"surveyor {names.get(str(surveyor), surveyor)} is left out: {_OUT[why]}")


_WHY = {
    "no_place": "no position on the map",
    "skills": "nobody has the skills asked for",
    "away": "fixed to a day on which the surveyor is absent",
    "nobody": "whoever could go is absent",
    "full": "no room in the days ahead",
}
_OUT = {
    "no_start": "no starting place",
    "no_hours": "the hours end before they begin",
    "absent": "absent on all of these days",
}
