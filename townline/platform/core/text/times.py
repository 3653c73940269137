"""A time of day as residents read it."""

import datetime as dt


def time_words(at: dt.datetime | dt.time, lang: str) -> str:
    """Write a local time: ``오후 3시 20분``; in English ``3:20pm``, in others ``15:20``."""
    if lang == "en":
        minutes = f":{at.minute:02}" if at.minute else ""
        return f"{at.hour % 12 or 12}{minutes}{'am' if at.hour < 12 else 'pm'}"  # noqa: PLR2004 -- noon
    if lang != "ko":
        return f"{at.hour}:{at.minute:02}"
    half, hour = ("오전", at.hour) if at.hour < 12 else ("오후", at.hour - 12 or 12)  # noqa: PLR2004 -- the same
    return f"{half} {hour}시 {at.minute}분" if at.minute else f"{half} {hour}시"
