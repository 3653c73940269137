"""The key that signs sessions is changed: everybody signs in again, and nothing else is touched."""

import shutil
from dataclasses import replace

import pytest

from townline.platform.core.commands import CannotStart
from townline.platform.core.history import audit
from townline.platform.core.keys import crypto, keys_file
from townline.platform.processes import rotation as keys

pytestmark = pytest.mark.django_db


@pytest.fixture
def path(monkeypatch, settings, tmp_path):
    """Have this process use a keys file of its own."""
    made = shutil.copy(settings.TOWNLINE_KEYS_FILE, tmp_path / "keys.json")
    settings.TOWNLINE_KEYS_FILE = made
    monkeypatch.setenv("TOWNLINE_KEYS_FILE", str(made))
    return made


def test_only_the_signing_key_changes_and_the_old_file_is_kept(world, path):
    before, messages = crypto.load(path), []
    keys.sign_anew(report=messages.append)
    after = crypto.load(path)
    assert after.signing != before.signing
    assert replace(after, signing="") == replace(before, signing="")
    (backup,) = path.parent.glob("keys.json.*")
    assert crypto.load(backup) == before
    assert backup.name in " ".join(messages)
    assert (path.stat().st_mode & 0o777, backup.stat().st_mode & 0o777) == (0o600, 0o600)
    assert audit.history("keys").last().event == "keys:signing:renew"
    assert not any(key in " ".join(messages) for key in (before.signing, after.signing))


def test_everybody_is_signed_out(visit, path):
    clerk, mayor = visit("clerk1"), visit("mayor")
    assert clerk.get("/inbox/").status_code == 200
    keys.sign_anew(report=lambda _: None)
    for person in (clerk, mayor):
        assert person.get("/inbox/").status_code == 302


def test_not_in_the_middle_of_another_change(world, path):
    keys_file.announce(path, field=True, lookup=False, now=world.now)
    with pytest.raises(CannotStart, match="keys rotate"):
        keys.sign_anew(report=lambda _: None)
