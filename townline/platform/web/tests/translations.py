"""Finds every word for people in templates and programs, for the tests of translations."""

import re
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

from tests import rooms as rooms_of_tests
from townline.platform.core.paths import TOWNLINE

HANGUL = re.compile(r"[가-힣ㄱ-ㅎ]")
KEYWORDS = {
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "_": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}


@cache
def files() -> dict[str, list[Path]]:
    """Give the templates and programs of each room."""
    found: dict[str, list[Path]] = {}
    for path in templates() + programs():
        found.setdefault(room_of(path), []).append(path)
    return found


def rooms() -> list[str]:
    return sorted(files())


def room_of(path: Path) -> str:
    """Give the room that a file lies in: of a wing, or one that stands alone."""
    if path.name == "history_tags.py":  # a wing's page of the table that config puts together
        return "config"
    return rooms_of_tests.room_of(path.relative_to(TOWNLINE))


def templates() -> list[Path]:
    return sorted(TOWNLINE.glob("**/templates/**/*.html"))


def programs() -> list[Path]:
    """Give the modules that may hold words for people."""
    found = TOWNLINE.glob("*/**/*.py")
    return sorted(p for p in found if "tests" not in p.parts and "migrations" not in p.parts)


@cache
def message_ids(room: str) -> frozenset[str]:
    """Give the message ids of a room."""
    found: set[str] = set()
    for path in files()[room]:
        source = path.read_text()
        template = path.suffix == ".html"
        found |= _ids(_program_of(source, path) if template else source)
    return frozenset(found)


def _program_of(source: str, path: Path) -> str:
    """Give a template as a program, without indentation, which means something there."""
    return re.sub(r"^[ \t]+", "", templatize(source, origin=str(path)), flags=re.MULTILINE)


def _ids(source: str) -> set[str]:
    ids: set[str] = set()
    for _, message, _, _ in extract("python", BytesIO(source.encode()), KEYWORDS):
        ids |= {message} if isinstance(message, str) else {m for m in message if m}
    return ids


def catalog(room: str) -> dict[str, tuple[str, ...]]:
    """Give the English of a room by Korean; plurals have two."""
    path = TOWNLINE / room / "locale/en/LC_MESSAGES/django.po"
    if not path.exists():
        return {}
    with path.open("rb") as file:
        entries = [m for m in read_po(file, locale="en") if m.id and not m.fuzzy]
    english: dict[str, tuple[str, ...]] = {}
    for message in entries:
        key = message.id if isinstance(message.id, str) else message.id[0]
        words = message.string if isinstance(message.string, tuple) else (message.string,)
        english[key] = tuple(str(word) for word in words)
    return english
