"""What every test may ask for: the demo district loaded, and a world to act in."""

import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from tests.world import World
from townline.core import district as district_data

pytest_plugins = ["tests.site", "tests.chromium", "tests.shelf", "tests.language", "tests.reader"]
# No test measures time, and a busy machine must not fail one. The same code draws the same
# examples, so that a change is judged by itself; who looks for new ones sets TOWNLINE_EXPLORE.
hypothesis.settings.register_profile(
    "house",
    deadline=None,
    derandomize=not os.environ.get("TOWNLINE_EXPLORE"),
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("house")
DEMO = Path(__file__).parent / "townline" / "data" / "districts" / "demo"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what drives a browser by what it asks for: those tests run in a process of their own."""
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")


def _load() -> None:
    from townline.config import loading

    loading.load(DEMO, with_staff=True)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: object) -> None:
    """Load the district once, after the migrations have built the database."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]  # pytest-django's own class
        _load()


@pytest.fixture
def district(db: None) -> Iterator[district_data.Settings]:
    """Have the demo district, also after a test that emptied the tables."""
    district_data.forget()
    try:
        yield district_data.current()
    except district_data.DistrictMissing:
        _load()
        yield district_data.current()
    finally:
        district_data.forget()


@pytest.fixture
def world(district: district_data.Settings) -> World:
    return World()
