"""What a folder would change of the district that is in use."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from townline.config.loading import exporting
from townline.config.loading.storing import DistrictData
from townline.platform.editing import api as editing

_SHOWN = 60  # characters of a value


@dataclass(frozen=True, slots=True)
class Changes:
    """``lines``: what differs, in words. ``edits``: what people wrote that would be overwritten."""

    lines: list[str] = field(default_factory=list)
    edits: list[editing.Edit] = field(default_factory=list)


def changes(data: DistrictData) -> Changes:
    """Compare a folder that was read with what is in use."""
    lost = [
        one
        for one in editing.edits()
        if one.editable.written(data.settings).get(one.key) != one.value
    ]
    try:
        used = exporting.files()
    except exporting.NoStoredFiles as error:
        return Changes([str(error)], lost)
    return Changes(list(_lines(used, data.files)), lost)


def edits_keep(data: DistrictData, edits: list[editing.Edit]) -> None:
    """Put what people wrote over what a folder says, before it is stored."""
    for one in edits:
        one.editable.put(data.settings, one.key, one.value)


def _lines(old: Mapping[str, bytes], new: Mapping[str, bytes]) -> Iterator[str]:
    for name in sorted({*old, *new}):
        if name not in new:
            yield f"- {name}"
        elif name not in old:
            yield f"+ {name}"
        elif old[name] != new[name]:
            yield from (f"{name}: {line}" for line in _within(name, old[name], new[name]))


def _within(name: str, old: bytes, new: bytes) -> Iterator[str]:
    if name.endswith((".json", ".geojson")):
        yield from _values("", _json(old), _json(new))
    elif name.endswith(".csv"):
        yield from _rows(_csv(old), _csv(new))
    else:
        yield "differs"


def _json(content: bytes) -> Any:  # noqa: ANN401 -- JSON
    return json.loads(content.decode("utf-8-sig"))


def _values(path: str, old: Any, new: Any) -> Iterator[str]:  # noqa: ANN401 -- JSON
    before, after = _by_name(old), _by_name(new)
    if before is None or after is None:
        if old != new:
            yield f"{path or 'the file'}: {_short(old)} -> {_short(new)}"
        return
    for name in [*after, *(each for each in before if each not in after)]:
        here = f"{path}.{name}" if path else str(name)
        if name not in before:
            yield f"+ {here}: {_short(after[name])}"
        elif name not in after:
            yield f"- {here}"
        else:
            yield from _values(here, before[name], after[name])


def _by_name(value: Any) -> dict[object, Any] | None:  # noqa: ANN401 -- JSON
    """Give an object's values by name, those of a list of objects by their keys."""
    if isinstance(value, dict):
        return value
    if isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
        keys = [next((one[k] for k in ("key", "code", "kind") if k in one), n)
                for n, one in enumerate(value)]  # fmt: skip
        return dict(zip(keys, value, strict=True)) if len(set(keys)) == len(keys) else None
    return None


def _short(value: Any) -> str:  # noqa: ANN401 -- JSON
    words = json.dumps(value, ensure_ascii=False)
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"


def _csv(content: bytes) -> dict[str, list[str]]:
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    return {f"{row[0]} #{n}" if n else row[0]: row for n, row in _number_rows(rows)}


def _number_rows(rows: list[list[str]]) -> Iterator[tuple[int, list[str]]]:
    """Number rows that begin alike, so that none hides another."""
    seen: dict[str, int] = {}
    for row in filter(None, rows):
        yield seen.setdefault(row[0], 0), row
        seen[row[0]] += 1


def _rows(old: dict[str, list[str]], new: dict[str, list[str]]) -> Iterator[str]:
    for name, row in new.items():
        if name not in old:
            yield f"+ {','.join(row)}"
        elif old[name] != row:
            yield f"{','.join(old[name])} -> {','.join(row)}"
    yield from (f"- {','.join(row)}" for name, row in old.items() if name not in new)
