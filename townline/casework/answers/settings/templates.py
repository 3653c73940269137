"""Reading templates.json: the words that answers begin from, and the blanks in them."""

from collections.abc import Collection
from typing import Any

from townline.casework.answers.api import ALWAYS as ALWAYS_FILLED
from townline.casework.answers.api import KINDS as TEMPLATE_KINDS
from townline.casework.answers.api import SOMETIMES as SOMETIMES_FILLED
from townline.casework.answers.api import names_in as placeholders_in
from townline.platform.core.district_files.problems import accepted
from townline.platform.core.district_files.shapes import CODE, LANGUAGES, Shape
from townline.platform.core.district_files.source import Source

FILE = "templates.json"
_BODY = 1_900  # letters; a long text to a phone holds 2,000 bytes


def templates(source: Source, services: Collection[str]) -> dict[str, Any]:
    """Read the templates as they belong to the district's settings; empty without the file."""
    document = source.json(FILE) if source.has(FILE) else None
    if document is None:
        return {}
    shape = Shape(document, source.problems)
    blanks = shape.keys("blanks")
    for name in blanks:
        shape.names("blanks", name, limits=(20, 40))
        if name in ALWAYS_FILLED:
            shape.problem(("blanks", name), "is filled in by itself; it is never a blank")
    seen: set[str] = set()
    for at in shape.items("templates"):
        _template(shape, at, services, blanks, seen)
    return document.data if isinstance(document.data, dict) else {}


def _template(
    shape: Shape, at: int, services: Collection[str], blanks: list[str], seen: set[str]
) -> None:
    path = ("templates", at)
    _key(shape, at, seen)
    for number in shape.items(*path, "services"):
        shape.one_of(*path, "services", number, values=list(services))
    kinds = shape.items(*path, "kinds")
    if not kinds:
        shape.problem((*path, "kinds"), f"names none; {accepted(TEMPLATE_KINDS)}")
    for number in kinds:
        shape.one_of(*path, "kinds", number, values=list(TEMPLATE_KINDS))
    shape.names(*path, "title", limits=(60, 80))
    for number in shape.items(*path, "approved"):
        shape.one_of(*path, "approved", number, values=[lang for lang in LANGUAGES if lang != "ko"])
    listed = _listed(shape, at, blanks)
    for lang in LANGUAGES:
        _body(shape, at, lang, listed)


def _key(shape: Shape, at: int, seen: set[str]) -> None:
    path = ("templates", at, "key")
    key = shape.text(*path, limit=80)
    if key in seen:
        shape.problem(path, f"{key!r} stands here twice")
    elif key and not CODE.fullmatch(key):
        shape.problem(path, f"{key!r} may hold only lower-case letters, digits, '-', '_', '.'")
    seen.add(key)


def _listed(shape: Shape, at: int, blanks: list[str]) -> list[str]:
    path = ("templates", at, "placeholders")
    listed = [shape.text(*path, number) for number in shape.items(*path)]
    for number, name in enumerate(listed):
        if name in ALWAYS_FILLED or name in blanks:
            continue
        words = f"{name!r} is neither filled in nor a blank; {accepted([*ALWAYS_FILLED, *blanks])}"
        if name in SOMETIMES_FILLED:
            words = f"{name!r} is not known of every case; give it a word under blanks"
        shape.problem((*path, number), words)
    return listed


def _body(shape: Shape, at: int, lang: str, listed: list[str]) -> None:
    path = ("templates", at, lang)
    try:
        used = placeholders_in(shape.text(*path, limit=_BODY))
    except ValueError as error:
        shape.problem(path, f"the braces are not in order: {error}")
        return
    for name in used:
        if name not in listed:
            words = f"the placeholder {{{name}}} is not listed beside it; {accepted(listed)}"
            shape.problem(path, words)
