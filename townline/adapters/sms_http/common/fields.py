"""What a provider must be told, and what is said about it when it is wrong."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

_URL: Final = re.compile(r"https?://[^\s/?#@]+(?:/[^\s?#]*)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One setting. ``default`` None: it must be given. ``secret``: never shown again."""

    words: str
    default: str | None = None
    secret: bool = False
    pattern: str = r"[^\x00-\x1f]+"


def url(words: str, default: str | None = None) -> Field:
    """Describe an address without query, such as ``https://api.example``."""
    return Field(words=words, default=default, pattern=_URL.pattern)


def read(
    given: object, fields: Mapping[str, Field], where: str
) -> tuple[dict[str, str], list[str]]:
    """Read the settings of a provider; give them and what is wrong, in plain lines."""
    if not isinstance(given, dict):
        return {}, [f"{where}: settings must be an object of names and texts"]
    problems = [
        f"{where}: settings.{name} is not known; there are: {', '.join(fields)}"
        for name in given
        if name not in fields
    ]
    settings: dict[str, str] = {}
    for name, field in fields.items():
        value = given.get(name, field.default)
        problem = _problem(value, field)
        if problem:
            problems.append(f"{where}: settings.{name} {problem}")
        else:
            settings[name] = str(value).rstrip("/") if field.pattern == _URL.pattern else str(value)
    return settings, problems


def _problem(value: object, field: Field) -> str:
    """Say what is wrong, without repeating a value that may be a secret."""
    if value is None:
        return f"is missing: {field.words}"
    if isinstance(value, bool) or not isinstance(value, str | int):
        return f"must be a text: {field.words}"
    if str(value) == field.default:
        return ""
    return "" if re.fullmatch(field.pattern, str(value)) else f"is not understood: {field.words}"
