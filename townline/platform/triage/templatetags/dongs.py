"""Names of dongs as the reader knows them."""

from django import template

from townline.platform.triage.api import dong_name
from townline.platform.web.moments import english

register = template.Library()


@register.filter
def dong_words(dong: str) -> str:
    """Give a dong's name in the reader's language, if it has one in that."""
    return dong_name(dong, english=english()) if dong else ""
