"""How many telephones say what of matters."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q

from townline.prevention.policy.models import Voice

SUPPORT, OPPOSE = "support", "oppose"


@dataclass(frozen=True, slots=True)
class Counts:
    """``words``: how many wrote something beside."""

    supports: int = 0
    opposes: int = 0
    words: int = 0


def count_voices(matter_ids: Iterable[int]) -> dict[int, Counts]:
    """Count the voices of matters by number; one query."""
    ids = list(matter_ids)
    rows = Voice.objects.filter(matter__in=ids).values("matter").annotate(
        supports=Count("id", filter=Q(stance=SUPPORT)),
        opposes=Count("id", filter=Q(stance=OPPOSE)),
        words=Count("id", filter=~Q(words="")),
    )  # fmt: skip
    found = {row["matter"]: Counts(row["supports"], row["opposes"], row["words"]) for row in rows}
    return {one: found.get(one, Counts()) for one in ids}
