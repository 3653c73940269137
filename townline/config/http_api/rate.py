"""How often a token may ask."""

from townline.core.rate import Rate

__all__ = ["TOKENS", "Rate"]

TOKENS = Rate(600)
