"""Reading what residents agree to, in texts.json: each wording with its version and first day."""

from string import Formatter

from django.utils.dateparse import parse_date

from townline.platform.core.district_files.problems import accepted
from townline.platform.core.district_files.shapes import CODE, LANGUAGES, Shape

PLACEHOLDERS = ("line_number", "office")


def consents(shape: Shape, data: object) -> None:
    """Check ``consents``; it may be left out: then there is no page /open/privacy."""
    if not isinstance(data, dict) or "consents" not in data:
        return
    last: dict[str, tuple[int, str]] = {}
    for at in shape.items("consents"):
        key, version, since = _one(shape, at)
        before = last.get(key)
        if before and (version <= before[0] or since <= before[1]):
            words = f"version and day must rise with each wording of {key!r}"
            shape.problem(("consents", at, "version"), words)
        last[key] = (version, since)


def _one(shape: Shape, at: int) -> tuple[str, int, str]:
    key = shape.text("consents", at, "key", limit=40)
    if key and not CODE.fullmatch(key):
        words = "may hold only lower-case letters, digits, '-', '_', '.'"
        shape.problem(("consents", at, "key"), words)
    version = shape.value("consents", at, "version", kind=int, words="a whole number") or 0
    shape.parsed("consents", at, "since", reader=_day)
    shape.names("consents", at, "title", limits=(80, 120))
    for lang in LANGUAGES:
        _filled(shape, at, lang)
    since = shape.value("consents", at, "since", kind=str, words="a day like 2026-11-25") or ""
    return key, version, since


def _filled(shape: Shape, at: int, lang: str) -> None:
    body = shape.text("consents", at, lang, limit=5_000)
    try:
        used = {name for _, name, _, _ in Formatter().parse(body) if name is not None}
    except ValueError as error:
        shape.problem(("consents", at, lang), f"the braces are not in order: {error}")
        return
    if strange := sorted(used.difference(PLACEHOLDERS)):
        words = f"{strange[0]!r} cannot be filled in; {accepted(PLACEHOLDERS)}"
        shape.problem(("consents", at, lang), words)


def _day(text: str) -> None:
    try:
        day = parse_date(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:
        raise ValueError(f"{text!r} is not a day; write it like 2026-11-25")
