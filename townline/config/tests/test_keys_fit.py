import pytest

from townline.config import prepare
from townline.config.environment import CannotStart
from townline.conversations import api as conversations
from townline.core import crypto

pytestmark = pytest.mark.django_db


@pytest.fixture
def other_keys(tmp_path, monkeypatch, settings):
    path = tmp_path / "other.json"
    crypto.create(path)
    settings.TOWNLINE_KEYS_FILE = path
    monkeypatch.setenv("TOWNLINE_KEYS_FILE", str(path))
    yield path
    crypto.ring.cache_clear()


def test_the_right_keys_open_the_numbers(world):
    assert conversations.numbers_open()
    world.text("길이 파였어요")
    assert conversations.numbers_open()
    prepare.keys_fit()


def test_other_keys_stop_the_start_and_the_file_is_named(world, other_keys):
    world.text("길이 파였어요")
    crypto.ring.cache_clear()
    assert not conversations.numbers_open()
    with pytest.raises(CannotStart, match=str(other_keys)):
        prepare.keys_fit()
