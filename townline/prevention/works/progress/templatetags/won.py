"""Money as a person reads it."""

from django import template

register = template.Library()


@register.filter
def won(amount: int | None) -> str:
    """Give won with commas; "-" for none."""
    return "-" if amount is None else f"{amount:,}"
