"""The demo's written material, read from its folder."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from townline.platform.core.models import Place


@dataclass(frozen=True, slots=True)
class Scenario:
    """One thing that happens to people; ``raw`` is as ``data/README.md`` describes it."""

    id: str
    service: str
    lang: str
    handling_hours: float
    repeatable: bool
    fits: str
    surge_day: int
    raw: dict[str, Any]

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 -- JSON as it was written
        return self.raw.get(name)


@dataclass(frozen=True, slots=True)
class Material:
    """All that was written for the demo. ``places`` by group; "" holds all."""

    ordinary: list[Scenario]
    surge: list[Scenario]
    open_cases: list[dict[str, Any]]
    places: dict[str, list[Place]]
    staff_words: dict[str, list[str]]


def read(folder: Path) -> Material:
    """Read the folder of a demo district."""
    found = [
        _scenario(raw)
        for file in sorted((folder / "history").glob("*.json"))
        for raw in _json(file)
    ]
    places = list(Place.objects.order_by("id"))
    groups = _json(folder / "place_groups.json")["groups"]
    return Material(
        ordinary=[s for s in found if not s.surge_day],
        surge=[s for s in found if s.surge_day],
        open_cases=_json(folder / "demo_open.json") + _json(folder / "demo_again.json"),
        places={"": places}
        | {name: [p for p in places if p.name_ko in set(own)] for name, own in groups.items()},
        staff_words=_json(folder / "staff_words.json"),
    )


def _json(file: Path) -> Any:  # noqa: ANN401 -- JSON as it was written
    return json.loads(file.read_text(encoding="utf-8"))


def _scenario(raw: dict[str, Any]) -> Scenario:
    return Scenario(
        id=raw["id"],
        service=raw["service_code"],
        lang=raw["lang"],
        handling_hours=raw["handling_hours"],
        repeatable=raw["repeatable"],
        fits=raw.get("fits", ""),
        surge_day=raw.get("surge_day", 0),
        raw=raw,
    )
