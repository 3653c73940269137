"""The tables of a filled district go back step by step, and forward again, with all their rows."""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import psycopg
import pytest
from django.apps import apps
from django.db.migrations.loader import MigrationLoader
from psycopg import sql

from tests.amount import ALL
from tests.database import address, copied
from tests.maps import FOLDER
from tests.tables import DISTRICT
from townline.platform.backup.checksums import census
from townline.platform.core.keys import crypto

ROOT = Path(__file__).resolve().parents[1]
ROOMS = (
    "briefings",
    "policy",
    "themes",
    "surge",
    "incidents",
    "warnings",
    "broadcasts",
    "works_progress",
    "works_planning",
    "works",
    "survey_pages",
    "survey_routes",
    "insights",
    "exploration_planning",
    "explorations",
    "hazards",
    "surveys",
    "work_orders",
    "questionnaires",
    "queues",
    "safenumbers",
    "cases",
    "triage",
    "conversations",
    "departments",
    "core",
)
DATABASE = f"filled_{os.getpid()}"  # several runs may be at work on one server

# What Django notes of the models that there are at a step.
_DERIVED = {"django_migrations", "django_content_type", "auth_permission"}
# A job that is renamed leaves a line here by its library's trigger.
_NOTED = {"procrastinate_events"}
# Models that changed rooms: no table is touched, back or forward.
_STATE_ONLY = "0001_rooms"
_NEWEST = 1

type Run = Callable[..., str]

pytestmark = pytest.mark.django_db  # or the run would have no database of its own to copy


@pytest.fixture(scope="module")
def run(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """Give a way to run commands on the demo district, in a database of its own."""
    home = tmp_path_factory.mktemp("filled")
    crypto.create(home / "keys.json")
    variables = os.environ | {
        "TOWNLINE_HOME": str(home),
        "TOWNLINE_KEYS_FILE": str(home / "keys.json"),
        "TOWNLINE_DATABASE_URL": address(DATABASE),
        "TOWNLINE_DEMO": "1",
        "TOWNLINE_MAPS": str(FOLDER),  # so that it draws none of its own
        "DJANGO_SETTINGS_MODULE": "townline.config.settings",
    }

    def command(*words: str) -> str:
        done = subprocess.run(  # noqa: S603 -- our own command line
            [sys.executable, "-m", *words],
            cwd=ROOT,
            env=variables,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, (done.stdout + done.stderr)[-3000:]
        return done.stdout

    with copied(DATABASE):
        command("townline", "prepare")
        yield command


def _connect() -> psycopg.Connection[tuple[object, ...]]:
    return psycopg.connect(address(DATABASE), autocommit=True)


def _rows() -> dict[str, int]:
    with _connect() as link, link.transaction():
        found = census(link, DISTRICT)
    return {name: count.rows for name, count in found.items()}


def _applied() -> list[tuple[str, str]]:
    with _connect() as link:
        order = sql.SQL("SELECT app, name FROM {} WHERE app = ANY(%s) ORDER BY id DESC").format(
            sql.Identifier(DISTRICT, "django_migrations")
        )
        return [(str(app), str(name)) for app, name in link.execute(order, [list(ROOMS)])]


def _keeps_the_rooms(step: tuple[str, str]) -> bool:
    """Say whether a step can go back without a room's first one, which would take all its rows."""
    plan = MigrationLoader(None, ignore_no_migrations=True).graph.backwards_plan(step)
    return not any(name.startswith("0001_") and name != _STATE_ONLY for _, name in plan)


def _before(app: str, name: str) -> str | None:
    names = sorted(
        path.stem for path in (Path(apps.get_app_config(app).path) / "migrations").glob("0*.py")
    )
    return [None, *names][names.index(name)]


def _each(targets: Sequence[tuple[str, str | None]]) -> str:
    """Write a program that goes to each in turn, thinking once of how the models were at each."""
    return (
        "from django.db import connection\n"
        "from django.db.migrations.executor import MigrationExecutor\n"
        f"MigrationExecutor(connection).migrate({targets!r})\n"
    )


def _newest(steps: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Give the last one of each room: older ones do not change; ``make test-all`` tries all."""
    seen: Counter[str] = Counter()
    found = []
    for app, name in steps:
        seen[app] += 1
        if ALL or seen[app] <= _NEWEST:
            found.append((app, name))
    return found


def test_each_step_goes_back_and_forward_on_a_filled_district(run: Run) -> None:
    before = _rows()
    assert before["conversations_incomingtext"] > 1000
    steps = _newest([step for step in _applied() if _keeps_the_rooms(step)])
    assert len({app for app, _ in steps}) > 8
    run("django", "shell", "-c", _each([(app, _before(app, name)) for app, name in steps]))
    back = _rows()
    kept = back.keys() & before.keys() - _DERIVED - _NOTED
    assert {"cases_case", "core_transition", "conversations_outgoingtext"} <= kept
    assert {name: back[name] for name in kept} == {name: before[name] for name in kept}
    run("django", "migrate")
    after = _rows()
    assert after.keys() == before.keys()
    assert {name: after[name] for name in kept} == {name: before[name] for name in kept}


@pytest.mark.long  # the test above goes back and forward by every other step
def test_the_first_step_goes_back_and_forward_too(run: Run) -> None:
    tables = _rows().keys()
    run("django", "shell", "-c", _each([(app, None) for app in ROOMS]))
    assert not [name for name in _rows() if name.startswith(tuple(f"{room}_" for room in ROOMS))]
    run("django", "migrate")
    assert _rows().keys() == tables


def test_the_models_and_the_migrations_agree(run: Run) -> None:
    run("django", "makemigrations", "--check", "--dry-run")
