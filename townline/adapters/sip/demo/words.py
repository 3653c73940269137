"""The page's words in both languages, and the little of a template engine that it needs."""

import html
import json
import re
from functools import cache
from pathlib import Path
from string import Template
from typing import cast

_FOLDER = Path(__file__).parent


@cache
def of(language: str) -> dict[str, str]:
    """Give every word of the page in one language."""
    text = (_FOLDER / "data" / "words.json").read_text(encoding="utf-8")
    return cast("dict[str, str]", json.loads(text)[language])


def language(cookie: str, accepted: str) -> str:
    """Choose: the cookie, else the browser's first Korean or English, else Korean."""
    if cookie in {"ko", "en"}:
        return cookie
    found = re.search(r"\b(ko|en)\b", accepted.lower())
    return found[1] if found else "ko"


class Markup(str):
    """HTML that is finished; anything else is escaped when filled in."""

    __slots__ = ()


def fill(name: str, language_: str, /, **values: str | int) -> Markup:
    """Fill ``html/<name>.html``; ``$w_dial`` is the word ``dial``. A gap raises KeyError."""
    known = {f"w_{key}": html.escape(word) for key, word in of(language_).items()}
    given = {key: _safe(value) for key, value in values.items()}
    return Markup(_template(name).substitute(known | given, language=language_))


@cache
def _template(name: str) -> Template:
    return Template((_FOLDER / "html" / f"{name}.html").read_text(encoding="utf-8"))


def _safe(value: str | int) -> str:
    return value if isinstance(value, Markup) else html.escape(str(value))
