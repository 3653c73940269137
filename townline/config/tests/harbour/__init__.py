"""A second small district for tests: a harbour, with a catalogue of its own."""

import json
from pathlib import Path
from typing import Any

from townline.config.tests.district import copy

HERE = Path(__file__).parent
# Department, names and words of each service; none of the codes is one of the demo's.
SERVICES = {
    "moorings": ("quays", "계류", "Moorings", "밧줄", "mooring"),
    "sailings": ("ferries", "배편", "Sailings", "여객선", "ferry"),
    "counter": ("front", "창구", "Counter", "증명서", "certificate"),
}
# What names services or departments of the demo, and may be left out.
_LEFT_OUT = (
    "templates.json", "agencies.csv", "visits.json", "number_pools.csv", "queues.json",
    "hazards.json", "surveys.json", "works.json", "incidents.json", "assets.json",
)  # fmt: skip


def harbour(to: Path) -> Path:
    """Write the harbour's folder: the demo's ground and words, its own house and catalogue."""
    folder = copy(to)
    for name in _LEFT_OUT:
        (folder / name).unlink()
    for path in HERE.glob("*.csv"):
        (folder / path.name).write_text(path.read_text())
    _change(folder / "services.json", _services)
    _change(folder / "district.json", _settings)
    return folder


def _change(path: Path, change: Any) -> None:
    path.write_text(json.dumps(change(json.loads(path.read_text())), ensure_ascii=False))


def _services(data: dict[str, Any]) -> dict[str, Any]:
    return data | {"services": [_service(code, *details) for code, details in SERVICES.items()]}


def _service(code: str, department: str, ko: str, en: str, *words: str) -> dict[str, Any]:
    return {
        "service_code": code,
        "name": {"ko": ko, "en": en},
        "department": department,
        "description_en": en.lower(),
        "keywords": {"ko": [words[0]], "en": [words[1]]},
    }


def _settings(data: dict[str, Any]) -> dict[str, Any]:
    offices = {"safety_department": "watch", "welfare_department": "care"}
    alarms = data["alarms"] | offices
    shown = data["public_map"] | {"services": list(SERVICES)}
    requests = {name: one | {"department": "front"} for name, one in data["data_requests"].items()}
    return data | {
        "front_department": "front",
        "data_requests": requests,
        "mayors_office": "cabinet",
        "alarms": alarms,
        "public_map": shown,
        "where_to_look": {"services": ["moorings"]},
    }
