"""What is read from a tally: shares and lengths of time, None where nothing stands behind one."""

from townline.prevention.policy.insights.rules.counting import CaseTally, GroupCounts
from townline.prevention.policy.insights.rules.hours import quantile


class ShareValue(float):
    """A share from 0 to 1, told apart from other numbers so that it is written in per cent."""


def share(part: int, whole: int) -> ShareValue | None:
    """Give a share, None of nothing."""
    return ShareValue(part / whole) if whole else None


def met_share(counted: CaseTally | GroupCounts) -> ShareValue | None:
    """Give the share of promises kept; those that still run are not counted."""
    return share(counted.kept, counted.kept + counted.late)


def median(buckets: list[int]) -> float | None:
    return quantile(buckets, 0.5)


def ninetieth(buckets: list[int]) -> float | None:
    return quantile(buckets, 0.9)


def reopened_share(tally: CaseTally | GroupCounts) -> ShareValue | None:
    return share(tally.reopened, tally.answered)


def rating(tally: CaseTally) -> float | None:
    """Give the mean of the residents' ratings, 1 to 5."""
    return tally.stars / tally.rated if tally.rated else None


def promised_share(tally: CaseTally) -> ShareValue | None:
    """Give the share of promised dates kept by their day; moved ones do not count as kept."""
    whole = tally.promised_kept + tally.promised_moved + tally.promised_missed
    return share(tally.promised_kept, whole)


def legal_share(tally: CaseTally) -> ShareValue | None:
    return share(tally.legal_kept, tally.legal_kept + tally.legal_missed)
