"""Where the folders lie when the ordinary places do not do."""

import os
from pathlib import Path

import psycopg
import pytest

from townline.platform.postgres import EmbeddedPostgres, places
from townline.platform.postgres.account import Account
from townline.platform.postgres.binaries import DatabaseUnavailable, bundled_binaries

pytestmark = pytest.mark.server

ROOT = os.geteuid() == 0


def test_a_long_home_gets_a_short_socket(home: Path) -> None:
    deep = home / ("가" * 30) / ("나" * 30)
    deep.mkdir(parents=True)
    server = EmbeddedPostgres(deep)
    assert len(str(server.places.socket / places.SOCKET_NAME).encode()) <= places.SOCKET_LIMIT
    with psycopg.connect(server.ensure()) as link:
        assert link.execute("SELECT 1").fetchone() == (1,)
    server.stop()
    server.places.socket.rmdir()


@pytest.mark.skipif(not ROOT, reason="only root switches to another account")
def test_a_closed_home_keeps_its_data_elsewhere(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "ELSEWHERE", home / "elsewhere")
    tmp_path.chmod(0o700)
    closed = tmp_path / "home"
    server = EmbeddedPostgres(closed)
    assert (closed / "database").resolve().is_relative_to(home / "elsewhere")
    with psycopg.connect(server.ensure()) as link:
        assert link.execute("SELECT 1").fetchone() == (1,)
    server.stop()
    assert EmbeddedPostgres(closed).places.data == server.places.data


@pytest.mark.skipif(not ROOT, reason="only root switches to another account")
def test_programs_in_a_closed_folder_are_copied(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "ELSEWHERE", home)
    closed = Account(uid=65534, gid=65534, switch=True)
    monkeypatch.setattr(Account, "can_enter", lambda _self, folder: folder == home)
    copied = places.reachable(bundled_binaries(), closed)
    assert copied.folder.is_relative_to(home)
    assert copied.program("initdb").exists()
    assert places.reachable(bundled_binaries(), closed) == copied


def test_a_socket_folder_of_someone_else_is_refused(home: Path) -> None:
    trap = home / "trap"
    trap.mkdir()
    other = Account(uid=os.geteuid() + 1, gid=os.getegid(), switch=False)
    with pytest.raises(DatabaseUnavailable, match="belongs to someone else"):
        other.own_folder(trap)
