"""A district's folder as it is in use: what was loaded, with what was changed on pages since."""

import csv
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from townline.casework.classification.settings import assigning
from townline.config.loading.settings import ADDED
from townline.platform.core.calendars.columns import HOLIDAYS
from townline.platform.departments.settings.directory import (
    DEPARTMENTS,
    SERVICES,
    STAFF,
    departments_written,
)
from townline.platform.editing import api as editing
from townline.platform.triage import settings


class NoStoredFiles(Exception):
    """The district was loaded by a version that did not keep its files."""


def files() -> dict[str, bytes]:
    """Give the files of the district by name. Raises NothingKept.

    A file of which no page changed anything is byte for byte what was loaded.
    """
    stored, raw = editing.loaded_files(), editing.raw_now()
    if not stored:
        words = "the district's files are not kept yet: load its folder once more"
        raise NoStoredFiles(words if raw else "no district is loaded yet")
    found = stored | {
        name: _json(stored.get(name), content)
        for name, content in _documents(stored, raw).items()
        if content and content != _read(stored.get(name))
    }
    found |= _departments(stored, raw)
    found |= assigning.render_rules(_people(stored))
    return found | settings.holidays_written(stored[HOLIDAYS])


def export(folder: Path) -> list[str]:
    """Write the district's files into a folder; give their names. Raises NothingKept, OSError."""
    found = files()
    for name, content in found.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return sorted(found)


def _departments(stored: Mapping[str, bytes], raw: editing.Raw) -> dict[str, bytes]:
    """Write the table again only where a page changed it: a file may have its own headings."""
    loaded = stored.get(DEPARTMENTS, b"").decode("utf-8-sig")
    written = departments_written(raw)
    same = list(csv.reader(io.StringIO(loaded, newline=""))) == list(
        csv.reader(io.StringIO(written.decode(), newline=""))
    )
    return {} if same else {DEPARTMENTS: written}


def _documents(stored: Mapping[str, bytes], raw: editing.Raw) -> dict[str, Any]:
    services = _read(stored.get(SERVICES)) or {}
    return {
        SERVICES: services | {"kinds": raw["kinds"], "services": raw["services"]},
        "district.json": {name: one for name, one in raw.items() if name not in ADDED},
        "templates.json": raw.get("templates"),
        "texts.json": raw.get("texts"),
    }


def _read(content: bytes | None) -> Any:  # noqa: ANN401 -- JSON
    return None if content is None else json.loads(content.decode("utf-8-sig"))


def _json(before: bytes | None, content: Any) -> bytes:  # noqa: ANN401 -- JSON
    ordered = _order_keys(content, _read(before))
    return (_format_json(ordered, "") + "\n").encode()


def _format_json(value: Any, indent: str) -> str:  # noqa: ANN401 -- JSON
    """Write JSON by two spaces, lists of words and numbers on one line, as our files are."""
    within = indent + "  "
    lines = [f"{within}{each}" for each in _items(value, within)]
    if not lines:
        return json.dumps(value, ensure_ascii=False)
    opens, closes = "{}" if isinstance(value, dict) else "[]"
    return "\n".join([opens, ",\n".join(lines), indent + closes])


def _items(value: Any, within: str) -> list[str]:  # noqa: ANN401 -- JSON
    if isinstance(value, dict):
        names = {name: json.dumps(name, ensure_ascii=False) for name in value}
        return [f"{names[name]}: {_format_json(one, within)}" for name, one in value.items()]
    if isinstance(value, list) and any(isinstance(one, dict | list) for one in value):
        return [_format_json(one, within) for one in value]
    return []


def _order_keys(content: Any, like: Any) -> Any:  # noqa: ANN401 -- JSON
    """Put the keys in the order that they had in the file, new ones after them as they came."""
    if isinstance(content, Mapping):
        before = like if isinstance(like, Mapping) else {}
        names = [name for name in before if name in content]
        names += [name for name in content if name not in before]
        return {name: _order_keys(content[name], before.get(name)) for name in names}
    if isinstance(content, list):
        known = {_key(one): one for one in like} if isinstance(like, list) else {}
        return [_order_keys(one, known.get(_key(one), _any(known))) for one in content]
    return content


def _key(one: Any) -> object:  # noqa: ANN401 -- JSON
    if not isinstance(one, Mapping):
        return None
    return next((one[name] for name in ("key", "service_code", "kind") if name in one), None)


def _any(known: Mapping[object, Any]) -> Any:  # noqa: ANN401 -- JSON
    """Give an example of how the others of a list are written."""
    return next(iter(known.values()), None)


def _people(stored: Mapping[str, bytes]) -> dict[str, str]:
    text = stored.get(STAFF, b"").decode("utf-8-sig")
    rows = csv.DictReader(io.StringIO(text, newline=""))
    return {row["username"]: row["department"] for row in rows}
