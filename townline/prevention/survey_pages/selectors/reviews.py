"""Second reviews that wait."""

from django.db.models import F, Q

from townline.prevention.surveys.api import SecondReview


def reviews_waiting(kind: str) -> list[SecondReview]:
    """Give what is to be done or decided, what differs first; one query."""
    rows = SecondReview.objects.filter(first__home__kind=kind)
    rows = rows.filter(Q(done_at=None) | Q(stands=""))
    rows = rows.select_related("first__home", "first__surveyor", "surveyor")
    return list(rows.order_by(F("done_at").desc(nulls_last=True), "drawn_at", "id")[:200])
