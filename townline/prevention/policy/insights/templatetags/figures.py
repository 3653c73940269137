"""How figures are written in tables."""

from django import template

from townline.prevention.policy.insights.rules.measures import ShareValue
from townline.prevention.policy.insights.rules.publishing import PublicLine
from townline.prevention.policy.insights.views.sentences import share_of_due

register = template.Library()
_FINE = 10
_FEW = 0.1


@register.filter
def cell(value: str | float | None) -> str:
    """Write a count, a share or a length; nothing known is "-"."""
    if value is None:
        return "-"
    if isinstance(value, ShareValue):
        return f"{round(100 * value)}%"
    if isinstance(value, float):
        return f"{value:.1f}" if value < _FINE else f"{value:,.0f}"
    return f"{value:,}" if isinstance(value, int) else value


@register.filter
def kept_cell(line: PublicLine) -> str:
    """Write a published share with what it is of."""
    return share_of_due(line.share, line.kept, line.due)


@register.filter
def share(value: float) -> str:
    """Write a share in whole per cent, finer below ten, where a point is much."""
    return f"{100 * value:.1f}%" if 0 < value < _FEW else f"{round(100 * value)}%"


@register.filter
def plain(value: float) -> str:
    """Write a number for a drawing, whatever the reader's language."""
    return f"{value:g}"
