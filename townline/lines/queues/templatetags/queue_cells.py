"""How a figure of the halls is written."""

import datetime as dt

from django import template

from townline.lines.queues.views.tables import Cell, cell_text
from townline.platform.web import moments

register = template.Library()


@register.filter
def cell(value: Cell) -> str:
    """Write a cell for people."""
    return cell_text(value)


@register.filter
def row_name(name: str) -> str:
    """Write what a line is about; a day, which files have as 2026-11-25, as people do."""
    try:
        return moments.day(dt.date.fromisoformat(name))
    except ValueError:
        return name
