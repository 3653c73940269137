"""Earlier texts that are likely about the same thing."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from townline.platform.core.database.prepared import prepare_query
from townline.platform.triage.models import IndexedText, Likeness
from townline.platform.triage.rules.similarity import MOST, Reason, Similar


def similar(*, reference: str, limit: int = MOST) -> list[Similar]:
    """Give the earlier subjects that a text is likeliest the same as, best first; two queries."""
    own = IndexedText.objects.filter(reference=reference).values_list("subject", flat=True)
    subject = own.first()
    if subject is None:
        return []
    found = Likeness.objects.filter(text__reference=reference)
    return _best(found.select_related("text", "other"), subject)[:limit]


def similar_to(*, subject: str, limit: int = MOST) -> list[Similar]:
    """Give the subjects, earlier or later, that any text of one is like, best first; one query."""
    return _best(prepare_query("like a subject", _like, subject=subject), subject)[:limit]


def _like(*, subject: str) -> QuerySet[Likeness]:
    found = Likeness.objects.filter(Q(text__subject=subject) | Q(other__subject=subject))
    # Not what they were compared by: it is long, and says nothing here.
    columns = (f"{side}__{name}" for side in ("text", "other") for name in ("subject", "reference"))
    return found.select_related("text", "other").only("score", "reasons", *columns)


def similar_pairs(subjects: Iterable[str], *, least: float) -> list[tuple[str, str]]:
    """Give pairs of some subjects that are likely the same (probability at least so much)."""
    own = list(subjects)
    found = Likeness.objects.filter(text__subject__in=own, other__subject__in=own, score__gte=least)
    return list(found.values_list("text__subject", "other__subject"))


def _best(found: Iterable[Likeness], subject: str) -> list[Similar]:
    best: dict[str, Similar] = {}
    for row in found:
        for one in (row.text, row.other):
            known = best.get(one.subject)
            if one.subject == subject or (known and known.score >= row.score):
                continue
            best[one.subject] = Similar(
                subject=one.subject,
                reference=one.reference,
                score=row.score,
                reasons=reasons_read(row.reasons),
            )
    return sorted(best.values(), key=lambda each: (-each.score, each.subject))


def reasons_read(stored: list[list[object]]) -> tuple[Reason, ...]:
    """Read what ``dump_reasons`` wrote."""
    return tuple(
        Reason(str(kind), tuple(value) if isinstance(value, list) else value)  # type: ignore[arg-type] # as it was written
        for kind, value in stored
    )


def dump_reasons(reasons: Iterable[Reason]) -> list[list[object]]:
    """Write reasons as JSON keeps them."""
    return [
        [each.kind, list(each.value) if isinstance(each.value, tuple) else each.value]
        for each in reasons
    ]
