"""By which way a matter first came in."""

from django.db.models import Case, Expression, Subquery, Value, When

from townline.platform.conversations.models import PAGE, IncomingText


def first_channel(reference: Expression) -> Subquery:
    """Select how the first text with a reference came in: ``text``, ``photo`` or ``page``.

    ``reference`` is an expression on the outer row. The order is one that no index holds alone,
    so that the few texts are found by their reference.
    """
    channel = Case(
        When(transport=PAGE, then=Value(PAGE)),
        When(photos__gt=0, then=Value("photo")),
        default=Value("text"),
    )
    texts = IncomingText.objects.filter(reference=reference).order_by("received_at", "id")
    return Subquery(texts.values_list(channel)[:1])
