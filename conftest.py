"""What every test may ask for: the demo district loaded, and a world to act in."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from tests import restoring
from tests.amount import examples
from tests.database import begin_from_template, keep_as_template
from tests.scenes import STAGE
from tests.world import World
from townline.platform.core import district as district_data

pytest_plugins = [
    "tests.site", "tests.chromium", "tests.serving", "tests.windows", "tests.shelf",
    "tests.language", "tests.reader", "tests.documented", "tests.maps",
]  # fmt: skip
# No test measures time, and a busy machine must not fail one. The same code draws the same
# examples, so that a change is judged by itself; who looks for new ones sets TOWNLINE_EXPLORE.
# ``make test-all`` draws the same ones and goes on.
hypothesis.settings.register_profile(
    "house",
    deadline=None,
    max_examples=examples(100),
    derandomize=not os.environ.get("TOWNLINE_EXPLORE"),
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("house")
DEMO = Path(__file__).parent / "townline" / "data" / "districts" / "demo"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Hold tests to their marks: runs are chosen by them, without looking into other files."""
    for item in items:
        asked = set(getattr(item, "fixturenames", ()))
        if "chromium" in asked and not item.get_closest_marker("browser"):
            raise pytest.UsageError(f"{item.nodeid} drives a browser: mark it as browser")


def pytest_collection() -> None:
    """Collect no garbage while tests are looked for: all that is made stays."""
    gc.disable()


def pytest_collection_finish() -> None:
    """Spare the collector what stays for the whole run: it would look at it again and again."""
    gc.enable()
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """Let Django take the database that lies there; it is dropped when the run ends."""
    return True


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    from django.db import connection

    # What was collected may have opened a pool to the server's own database.
    connection.close()
    connection.close_pool()
    begin_from_template()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Load the district once, after the migrations have built the database."""
    from django.db import connection
    from django.test import TransactionTestCase

    from townline.config import loading

    with django_db_blocker.unblock():
        connection.close()
        connection.close_pool()
        keep_as_template()
        loading.load(DEMO, with_staff=True)
        rows = restoring.copy_tables()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _: restoring.put_back(rows))
        yield


@pytest.fixture
def district(db: None) -> Iterator[district_data.Settings]:
    """Have the demo district, read anew."""
    district_data.forget()
    yield district_data.current()
    district_data.forget()


@pytest.fixture(autouse=True)
def tickets_for_nothing(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask no work of those who take number tickets, but in tests of that (``admission``)."""
    if not request.node.get_closest_marker("admission"):
        from townline.lines.queues.rules import admission

        with STAGE.stay("tickets for nothing"):
            monkeypatch.setattr(admission, "HASHES", 0)


@pytest.fixture(scope="session", autouse=True)
def looked_for_seldom() -> Iterator[None]:
    """Let no test of statements count the look for what was edited: on a busy machine it is due."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(district_data, "LOOKED_SECONDS", district_data.CACHE_SECONDS)
        yield


@pytest.fixture(scope="session", autouse=True)
def rounds() -> Iterator[int]:
    """Keep passwords by a thousandth of the work; give the rounds that the programme takes."""
    from django.contrib.auth.hashers import PBKDF2PasswordHasher

    own = PBKDF2PasswordHasher.iterations
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(PBKDF2PasswordHasher, "iterations", own // 1000)
        yield own


@pytest.fixture
def world(on_stage: None, district: district_data.Settings) -> World:
    return World()
