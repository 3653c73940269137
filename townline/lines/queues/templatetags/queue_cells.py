"""How a figure of the halls is written."""

from django import template

from townline.lines.queues.views.tables import Cell, cell_text

register = template.Library()


@register.filter
def cell(value: Cell) -> str:
    """Write a cell for people."""
    return cell_text(value)
