import json

import pytest

from townline.platform.core.keys import crypto


@pytest.fixture
def path(tmp_path):
    return tmp_path / "keys.json"


def test_a_text_comes_back_and_each_ciphertext_differs(path):
    ring = crypto.create(path)
    first, second = ring.encrypt("+821000000042"), ring.encrypt("+821000000042")
    assert first != second
    assert ring.decrypt(first) == ring.decrypt(memoryview(second)) == "+821000000042"


def test_bytes_come_back_as_they_were(path):
    ring, unit = crypto.create(path), b"\x00\xff821000000042"
    assert b"821000000042" not in ring.seal(unit)
    assert ring.unseal(memoryview(ring.seal(unit))) == unit


def test_the_keys_file_is_for_its_owner_only_and_never_overwritten(path):
    crypto.create(path)
    assert path.stat().st_mode & 0o777 == 0o600
    with pytest.raises(FileExistsError):
        crypto.create(path)


def test_a_value_of_an_unknown_key_says_so(path):
    sealed = crypto.create(path).encrypt("x")
    data = json.loads(path.read_text())
    data["field"] = {"k2": next(iter(data["field"].values()))}
    data["current"] = "k2"
    path.write_text(json.dumps(data))
    with pytest.raises(crypto.KeysUnusable, match="k1"):
        crypto.load(path).decrypt(sealed)


def test_an_altered_value_is_not_read(path):
    ring = crypto.create(path)
    sealed = bytearray(ring.encrypt("x"))
    sealed[-1] ^= 1
    with pytest.raises(crypto.KeysUnusable, match="open"):
        ring.decrypt(bytes(sealed))


def test_another_districts_ring_does_not_open_it(path, tmp_path):
    sealed = crypto.create(path).encrypt("x")
    with pytest.raises(crypto.KeysUnusable):
        crypto.create(tmp_path / "other.json").decrypt(sealed)


def test_the_lookup_is_the_same_for_a_number_and_needs_the_key(path, tmp_path):
    ring, other = crypto.create(path), crypto.create(tmp_path / "other.json")
    assert ring.lookup_of("+821000000042") == ring.lookup_of("+821000000042")
    assert ring.lookup_of("+821000000042") != ring.lookup_of("+821000000043")
    assert ring.lookup_of("+821000000042") != other.lookup_of("+821000000042")


@pytest.mark.parametrize("text", ["", "{}", '{"current": "k1"}', "[]"])
def test_a_broken_keys_file_is_named(path, text):
    path.write_text(text)
    with pytest.raises(crypto.KeysUnusable, match="keys"):
        crypto.load(path)
