"""Tabs of rooms above, beside those of this room."""

from typing import Any

from django import template

from townline.prevention.surveys.ports import pages

register = template.Library()


@register.simple_tag
def more_tabs(kind: str, works: bool) -> list[dict[str, Any]]:
    """Give the further tabs, each with its number."""
    return [
        {
            "key": tab.key,
            "url": f"{tab.url}?kind={kind}",
            "label": tab.label(),
            "count": tab.count(kind) if tab.count else None,
        }
        for tab in pages.tabs(works=bool(works))
    ]
