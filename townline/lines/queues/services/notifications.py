"""A wait in words, the same on pages, on paper and in texts."""

from django.utils.translation import gettext

from townline.lines.queues.rules.estimate import minutes


def range_words(low: float, high: float) -> str:
    """Write a range of seconds: ``15~25분``, ``12분 안``."""
    first, last = minutes(low, high)
    if first == 0:
        return gettext("%(high)d분 이내") % {"high": last}
    return gettext("%(low)d~%(high)d분") % {"low": first, "high": last}


def when_words(low: float, high: float) -> str:
    """Say when, before a verb: ``15~25분 뒤쯤``, ``12분 안에``."""
    first, last = minutes(low, high)
    if first == 0:
        return gettext("%(high)d분 안에") % {"high": last}
    return gettext("%(low)d~%(high)d분 뒤쯤") % {"low": first, "high": last}
