"""Reads of what was edited."""

from collections.abc import Iterable
from dataclasses import dataclass

from townline.platform.core.models import District
from townline.platform.editing.models import LoadedFile, Version
from townline.platform.editing.ports import EDITABLES, Editable, Raw, Value

LOAD = "load"


def raw_now() -> Raw:
    """Give the district's settings as they are stored at this moment; {} where none is loaded."""
    return District.objects.values_list("settings", flat=True).first() or {}


def part_of(editable: Editable, key: str) -> str:
    """Name a part as its versions do."""
    return f"{editable.slug}:{key}"


def in_use(editable: Editable, raw: Raw) -> dict[str, Value]:
    """Give all values by key: the district's, then the programme's own."""
    written = editable.written(raw)
    return written | {key: own for key, own in editable.own(raw).items() if key not in written}


def versions(part: str) -> list[Version]:
    """Give the versions of a part, newest first."""
    return list(Version.objects.filter(part=part).order_by("-number"))


def latest(prefix: str = "") -> dict[str, Version]:
    """Give the last version of each part whose name begins so; one query."""
    found = Version.objects.filter(part__startswith=prefix).order_by("part", "-number")
    return {one.part: one for one in found.distinct("part")}


def removed_parts(editable: Editable, raw: Raw) -> list[Version]:
    """Give the last versions of parts that were taken away, newest first."""
    there = in_use(editable, raw)
    last = latest(f"{editable.slug}:")
    gone = [one for part, one in last.items() if part.partition(":")[2] not in there]
    return sorted(gone, key=lambda one: one.at, reverse=True)


@dataclass(frozen=True, slots=True)
class Edit:
    """A part that people changed since a folder was loaded, and what it says now."""

    editable: Editable
    key: str
    value: Value | None
    last: Version


def edits() -> list[Edit]:
    """Give what people changed since the last load and did not undo, in the order of its files."""
    raw, found = raw_now(), []
    loaded = _loaded_values()
    for part, last in latest().items():
        slug, _, key = part.partition(":")
        editable = next((one for one in EDITABLES.value if one.slug == slug), None)
        if editable is None or last.how == LOAD:
            continue
        value = editable.written(raw).get(key)
        if value != loaded[part]:
            found.append(Edit(editable, key, value, last))
    return found


def _loaded_values() -> dict[str, Value | None]:
    """Give what each part said before people changed it."""
    found: dict[str, Value | None] = {}
    for one in Version.objects.order_by("part", "number"):
        if one.how == LOAD:
            found[one.part] = one.after
        else:
            found.setdefault(one.part, one.before)
    return found


def loaded_files() -> dict[str, bytes]:
    """Give the files of the folder that was loaded last, by name."""
    return {one.name: bytes(one.content) for one in LoadedFile.objects.order_by("name")}


def authors(rows: Iterable[Version]) -> set[int]:
    """Give the ids of the people who made versions."""
    names = (one.actor.partition(":") for one in rows)
    return {int(number) for kind, _, number in names if kind == "staff" and number.isdecimal()}
