"""A paper in two languages: each part is drawn in its own."""

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def in_language(part: dict[str, Any], name: str) -> SafeString:
    """Draw a template with a part's own words, in the part's own ``language``."""
    with translation.override(part["language"]):
        return render_to_string(name, part)
