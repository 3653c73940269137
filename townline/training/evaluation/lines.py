"""Files of texts with right answers, one JSON object a line; what is wrong is named and skipped."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from townline.platform.core.text.languages import json_read
from townline.platform.triage.rules.reading import DANGERS

NO = frozenset({"", "none", "no", "false", "0", "ordinary"})


@dataclass(frozen=True, slots=True)
class Row:
    """One text; None where the file does not say. ``danger``: empty for none, ``?`` for some."""

    number: int
    text: str
    service: str | None
    kind: str | None
    danger: str | None
    lang: str | None
    told: dict[str, Any]


@dataclass
class File:
    """What could be read, and a sentence for each thing that could not."""

    rows: list[Row] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def read(lines: Iterable[bytes], *, services: Iterable[str], kinds: Iterable[str]) -> File:
    """Read all lines; ``services`` and ``kinds`` are the codes that the reader knows."""
    file = File()
    known = {"service_code": frozenset(services), "kind": frozenset(kinds)}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            fields = json_read(line)
            text = fields["text"]
            if not isinstance(text, str):
                raise TypeError("text")  # noqa: TRY301 -- the same sentence as for no text
        except (ValueError, TypeError, KeyError):
            file.problems.append(f"line {number}: no JSON object with a text; skipped")
            continue
        file.rows.append(_row(number, fields, known, file.problems))
    return file


def _row(
    number: int, fields: dict[str, Any], known: dict[str, frozenset[str]], problems: list[str]
) -> Row:
    codes: dict[str, str | None] = {}
    for name, allowed in known.items():
        code = fields.get(name)
        if code is not None and code not in allowed:
            problems.append(f"line {number}: {name} {code!r} is not known; left out")
            code = None
        codes[name] = code
    lang = fields.get("lang")
    return Row(
        number, fields["text"], codes["service_code"], codes["kind"],
        danger(fields.get("life_safety"), present="life_safety" in fields),
        lang if isinstance(lang, str) else None, fields,
    )  # fmt: skip


def danger(value: object, *, present: bool) -> str | None:
    """Read ``life_safety``: true or false, or a word; null says that there is none."""
    if not present:
        return None
    if value is None or isinstance(value, bool | int | float):
        return "?" if value else ""
    word = str(value).strip().lower()
    if word in NO:
        return ""
    return word if word in DANGERS else "?"
