"""``townline alarms drill``: whether an alarm reaches those on duty, and how soon."""

import time
from argparse import Namespace
from typing import TYPE_CHECKING

from townline.platform.core.commands import Add, CannotStart, ready, write_line

if TYPE_CHECKING:
    from townline.casework.alarms.api import DrillSeen

_LONGEST = 120


def add_to(add: Add) -> None:
    """Add the command to the command line."""
    made = add(
        "alarms", "alarms drill: send a test danger alert to everybody it would reach", alarms
    )
    made.add_argument("action", choices=["drill"])
    made.add_argument(
        "--minutes", type=float, default=20.0, help="minutes to wait for an acknowledgement (20)"
    )


def alarms(options: Namespace) -> int:
    """Raise a drill, wait until somebody acknowledges it, and tell who; 1 if nobody did."""
    if not 0 < options.minutes <= _LONGEST:
        raise CannotStart(f"--minutes must be more than 0 and at most {_LONGEST}")
    with ready(options):
        return _drill(options.minutes * 60)


def _drill(seconds: float) -> int:
    from townline.casework.alarms import api  # noqa: PLC0415 -- needs Django
    from townline.platform.core import clock  # noqa: PLC0415 -- the same
    from townline.platform.core.history.audit import SERVER  # noqa: PLC0415 -- the same

    alarm = api.alarm_drill(actor=SERVER, now=clock.now())
    write_line("a drill was sent; everything that gets it says so")
    try:
        seen = _wait(alarm.pk, seconds)
    finally:
        api.alarm_drill_end(alarm_id=alarm.pk, actor=SERVER, now=clock.now())
    if seen.at is None:
        write_line(f"nobody acknowledged it within {seconds / 60:g} minutes")
        return 1
    took = int((seen.at - alarm.raised_at).total_seconds())
    write_line(
        f"acknowledged by {seen.by or 'a phone of the duty room'} ({seen.via}) after {took} s"
    )
    return 0


def _wait(alarm_id: int, seconds: float) -> "DrillSeen":
    from townline.casework.alarms import api  # noqa: PLC0415 -- needs Django
    from townline.platform.core import clock  # noqa: PLC0415 -- the same

    shown, until = 0, clock.ticks() + seconds
    while True:
        # The worker sends what comes later; run here too, so that a drill shows if it stands still.
        api.alarms_run(now=clock.now())
        seen = api.alarm_drill_seen(alarm_id=alarm_id)
        for one in seen.told[shown:]:
            text = ", by text" if one.texted else ""
            write_line(
                f"stage {one.stage}: told {one.username or 'a phone of the duty room'}{text}"
            )
        shown = len(seen.told)
        if seen.at is not None or clock.ticks() >= until:
            return seen
        time.sleep(1)
