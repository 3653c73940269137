import shutil

import pytest

from townline.platform.conversations import api as conversations
from townline.platform.core.commands import CannotStart
from townline.platform.core.keys import crypto, keys_file
from townline.platform.processes import preparing

pytestmark = pytest.mark.django_db


@pytest.fixture
def use(monkeypatch, settings):
    """Have this process, and what it starts, use another keys file."""

    def put(path):
        settings.TOWNLINE_KEYS_FILE = path
        monkeypatch.setenv("TOWNLINE_KEYS_FILE", str(path))
        return path

    return put


def test_the_right_keys_open_the_numbers(world):
    assert conversations.numbers_open()
    world.text("길이 파였어요")
    assert conversations.numbers_open()
    preparing.keys_fit()


def test_other_keys_stop_the_start_and_the_file_is_named(world, use, tmp_path):
    world.text("길이 파였어요")
    other = tmp_path / "other.json"
    crypto.create(other)
    use(other)
    assert not conversations.numbers_open()
    with pytest.raises(CannotStart, match=str(other)):
        preparing.keys_fit()


def test_a_database_from_before_the_last_change_is_told_apart(world, use, settings, tmp_path):
    old = use(shutil.copy(settings.TOWNLINE_KEYS_FILE, tmp_path / "keys.json"))
    world.text("길이 파였어요")
    keys_file.announce(old, field=True, lookup=True, now=world.now)
    keys_file.promote(old)
    preparing.keys_fit()  # in the middle of a change both are read
    keys_file.finish(old)
    with pytest.raises(CannotStart, match="keys rotate --rewrite"):
        preparing.keys_fit()


def test_keys_that_were_retired_too_early_are_told(world, use, settings, tmp_path):
    path = use(shutil.copy(settings.TOWNLINE_KEYS_FILE, tmp_path / "keys.json"))
    world.text("길이 파였어요")
    keys_file.announce(path, field=True, lookup=False, now=world.now)
    keys_file.promote(path)
    keys_file.retire(path, now=world.now)
    with pytest.raises(CannotStart, match=str(path)):
        preparing.keys_fit()
