"""A surveyor's homes as the CSV of an entity list (ODK Entities specification)."""

import csv
import io
from collections.abc import Iterable
from typing import Final

from townline.prevention.surveys.api import PhoneHome

NAME: Final = "homes.csv"
_COLUMNS: Final = (
    "name", "label", "__version", "geometry", "kind", "address", "unit", "dong", "state",
    "grade", "note", "attempts", "last_outcome", "come_back_on", "day", "position", "not_before",
    "not_after",
)  # fmt: skip


def render_csv(homes: Iterable[PhoneHome]) -> bytes:
    """Write homes in their order; what is not known is empty. Times are HH:MM, days ISO 8601."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(_COLUMNS)
    table.writerows(_row(home) for home in homes)
    return text.getvalue().encode()


def _row(home: PhoneHome) -> list[object]:
    # Collect's map reads latitude, longitude, altitude and accuracy.
    known = home.latitude is not None and home.longitude is not None
    return [
        home.uuid,
        home.label,
        home.version,
        f"{home.latitude:.6f} {home.longitude:.6f} 0 0" if known else "",
        home.kind,
        home.address,
        home.unit,
        home.dong,
        home.state,
        home.grade,
        home.note,
        home.attempts,
        home.last_outcome,
        home.come_back_on,
        home.day,
        home.position,
        *(f"{at:%H:%M}" if at else "" for at in (home.not_before, home.not_after)),
    ]
