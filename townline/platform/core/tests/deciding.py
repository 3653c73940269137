"""Letting the district decide something else in one test."""

import math
from collections.abc import Collection
from typing import Any

import pytest

from townline.platform.core import district


def decide(
    monkeypatch: pytest.MonkeyPatch, *, without: Collection[str] = (), **changes: Any
) -> None:
    """Replace keys of the district's settings as this process knows them; an object is merged."""
    now = district.current()
    raw = {key: value for key, value in now.raw.items() if key not in without}
    for key, value in changes.items():
        merged = isinstance(value, dict) and isinstance(raw.get(key), dict)
        raw[key] = raw[key] | value if merged else value
    other = district.Settings(now.jurisdiction_id, now.name_ko, now.name_en, raw)
    monkeypatch.setattr(district, "_cached", district._CachedDistrict(other, math.inf))
