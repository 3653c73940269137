"""A gazetteer from a district's files, as rows of text."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from townline.platform.triage.rules.places import entries
from townline.platform.triage.rules.places.areas import Area, areas_in
from townline.platform.triage.rules.places.entries import GazetteerEntry
from townline.platform.triage.rules.places.gazetteer import Gazetteer, gazetteer
from townline.platform.triage.rules.places.naming import Naming, naming
from townline.platform.triage.rules.places.streets import address_kind

type Dong = Sequence[str]  # name_ko, name_en, legal


def parts(value: str) -> tuple[str, ...]:
    """Split a cell that holds several values, ``one|two``."""
    return tuple(part.strip() for part in value.split("|") if part.strip())


def landmark(
    name_ko: str, name_en: str, dong: str, latitude: float, longitude: float
) -> GazetteerEntry:
    """Make an entry of a place that is known by its name only: its kind is told from that."""
    kind = address_kind(name_ko)
    return GazetteerEntry(kind, name_ko, name_en, (), (dong,), latitude, longitude)


def dong_naming(
    dongs: Sequence[Dong], areas: Sequence[Area], rows: Iterable[GazetteerEntry]
) -> Naming:
    """Say which names of dongs overlap, by ``dongs.csv``, the boundaries and the gazetteer."""
    pairs = [(name, legal) for name, _, legal in dongs]
    known = {name for pair in pairs for name in pair}
    pairs += [(area.name_ko, area.name_ko) for area in areas if area.name_ko not in known]
    dongs_by_name = {row.name_ko: row.dongs for row in rows if row.kind == entries.DONG}
    return naming(pairs, dongs_by_name)


def assemble(
    rows: Iterable[GazetteerEntry], dongs: Sequence[Dong], boundaries: Mapping[str, Any]
) -> Gazetteer:
    """Put together what a district knows of its ground; dongs are places too."""
    known, areas = list(rows), areas_in(boundaries)
    names = {area.name_ko: area.name_en for area in areas} | {d[0]: d[1] for d in dongs}
    listed = {row.name_ko for row in known if row.kind == entries.DONG}
    known += [
        GazetteerEntry(entries.DONG, name, english, (), (name,))
        for name, english in names.items()
        if name not in listed
    ]
    return gazetteer(known, dong_naming(dongs, areas, known), areas)
