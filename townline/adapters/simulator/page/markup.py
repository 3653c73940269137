"""The little of a template engine that one page needs: ``$name`` is filled in, escaped."""

import html
from functools import cache
from pathlib import Path
from string import Template

_FOLDER = Path(__file__).with_name("html")


class Markup(str):
    """HTML that is finished; anything else is escaped when filled in."""

    __slots__ = ()


@cache
def _template(name: str) -> Template:
    return Template((_FOLDER / f"{name}.html").read_text(encoding="utf-8"))


def fill(name: str, words: dict[str, str], /, **values: str | int) -> Markup:
    """Fill ``html/<name>.html``; ``$w_send`` is the word ``send``. A gap raises KeyError."""
    known = {f"w_{key}": html.escape(word) for key, word in words.items()}
    given = {key: _safe(value) for key, value in values.items()}
    return Markup(_template(name).substitute(known | given))


def join_markup(pieces: list[Markup]) -> Markup:
    """Put finished pieces after one another."""
    return Markup("\n".join(pieces))


def _safe(value: str | int) -> str:
    return value if isinstance(value, Markup) else html.escape(str(value))
