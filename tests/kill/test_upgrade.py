"""A new version with new tables is put in place while texts arrive: nothing is lost."""

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from tests.kill import evidence, network, office, residents
from tests.kill.network import Network

PATIENCE = 120
BURST = 150
MIGRATION = """
from django.db import migrations

class Migration(migrations.Migration):
    dependencies = [("core", "{last}")]
    operations = [
        migrations.RunSQL(
            "CREATE TABLE core_newer (id bigint); ALTER TABLE core_place ADD COLUMN newer int",
            "DROP TABLE core_newer; ALTER TABLE core_place DROP COLUMN newer",
        ),
    ]
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    """A short path that the database's account may enter, unlike pytest's own (0700)."""
    made = Path(tempfile.mkdtemp(prefix="tl-upgrade-", dir="/tmp"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made)


def _newer_version(folder: Path) -> Path:
    """Copy the program, and give it a migration that the database has not seen."""
    root = folder / "newer"
    shutil.copytree(office.ROOT / "townline", root / "townline")
    for name in ("requirements", "var"):
        (root / name).symlink_to(office.ROOT / name)
    place = root / "townline" / "platform" / "core" / "migrations"
    last = sorted(path.stem for path in place.glob("0*.py"))[-1]
    (place / "0999_newer.py").write_text(MIGRATION.format(last=last))
    return root


def _texts(first: int, chance: Random) -> list[residents.MarkedText]:
    return [
        residents.write(n, residents.number_of(1 + n % 90), chance, n // 90)
        for n in range(first, first + BURST)
    ]


def _queue(line: Network, texts: list[residents.MarkedText]) -> None:
    line.queue([unit for text in texts for unit in text.units])


def _settle(line: Network, dsn: str) -> None:
    end = time.monotonic() + PATIENCE
    with closing(evidence.connect(dsn)) as link:
        while (left := (line.open()["open"], evidence.waiting(link))) != (0, 0):
            assert time.monotonic() < end, f"not settled: {left}"
            time.sleep(0.3)


@pytest.mark.kill
@pytest.mark.peer
@pytest.mark.long  # test_nothing_lost stops and starts an office as well, test_migrations goes up
def test_an_upgrade_while_texts_arrive_loses_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = Random(7)  # noqa: S311 -- to be repeated, not secret
    texts = [_texts(1 + n * BURST, chance) for n in range(3)]
    home = folder / "home"
    home.mkdir()
    with network.running() as line, office.running(home, line.url) as place:
        place.prepare(1)
        place.start()
        _queue(line, texts[0])
        assert place.stop() == 0
        # They come while nobody is there: the network keeps them.
        _queue(line, texts[1])
        monkeypatch.setattr(office, "ROOT", _newer_version(folder))
        place.command("prepare")
        assert line.open()["open"] > 0
        place.start()
        _queue(line, texts[2])
        _settle(line, place.server.dsn)
        with closing(evidence.connect(place.server.dsn)) as link:
            evidence.texts_once(link, [text for burst in texts for text in burst])
            evidence.history_whole(link)
            assert evidence.rows(link, "SELECT count(*) AS n FROM core_newer") == [{"n": 0}]
        assert place.stop() == 0
