import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

Language = Literal["ko", "en"]

_PHONES = Path(__file__).with_name("data") / "phones.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Phone:
    """A virtual phone and the fictional resident who holds it."""

    slug: str
    number: str
    language: Language
    large: bool
    name: dict[Language, str]
    about: dict[Language, str]
    examples: list[str]


@cache
def phones() -> tuple[Phone, ...]:
    """List the phones of the page, in its order."""
    return tuple(Phone(**phone) for phone in json.loads(_PHONES.read_text(encoding="utf-8")))


def by_slug(slug: str) -> Phone | None:
    """Find the phone that a page's address names."""
    return next((phone for phone in phones() if phone.slug == slug), None)
