"""An owner's do-not-disturb hours, in the district's time; they may reach over midnight."""

import datetime as dt


def is_quiet(start: dt.time | None, end: dt.time | None, local: dt.datetime) -> bool:
    """Say whether a moment lies in the quiet hours."""
    return quiet_end(start, end, local) is not None


def quiet_end(start: dt.time | None, end: dt.time | None, local: dt.datetime) -> dt.datetime | None:
    """Give the moment at which the quiet hours that run now end; None when none run."""
    if start is None or end is None or start == end:
        return None
    time = local.timetz().replace(tzinfo=None)
    over_midnight = start > end
    within = time >= start or time < end if over_midnight else start <= time < end
    if not within:
        return None
    day = local.date()
    if over_midnight and time >= start:
        day += dt.timedelta(days=1)
    return dt.datetime.combine(day, end, local.tzinfo)
