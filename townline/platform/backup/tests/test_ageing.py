"""Backups in age's format: whole to the last byte, or refused; age opens it."""

import io
import secrets

import pyrage
import pytest

from townline.platform.backup import archive, secret
from townline.platform.backup.ageing import MARK, Opener, Sealer
from townline.platform.backup.bech32 import encode
from townline.platform.backup.problems import BackupProblem, UnreadableBackup
from townline.platform.backup.tests.test_sealing import old_key, seal as sealed_before

CHUNK = 1 << 16
SIZES = [0, 1, CHUNK - 16, CHUNK, 3 * CHUNK + 7]


@pytest.fixture
def key(tmp_path):
    secret.create(tmp_path / "key")
    return secret.read(tmp_path / "key")


def seal(data, key):
    out = io.BytesIO()
    sealer = Sealer(out, key)
    for at in range(0, len(data), 70_000):
        sealer.write(data[at : at + 70_000])
    sealer.close()
    return out.getvalue()


def unseal(data, key):
    opener, found = Opener(io.BytesIO(data), key), b""
    try:
        while piece := opener.read(50_000):
            found += piece
    finally:
        opener.close()
    return found


@pytest.mark.parametrize("size", SIZES)
def test_what_was_sealed_is_read_again_by_us_and_by_age(key, size):
    data = secrets.token_bytes(size)
    whole = seal(data, key)
    assert whole.startswith(MARK)
    assert unseal(whole, key) == data
    assert pyrage.decrypt(whole, [pyrage.x25519.Identity.from_str(key.age())]) == data


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("behind", [b"y", bytes(5000), b"x" * CHUNK])
def test_what_was_put_behind_it_is_refused(key, size, behind):
    whole = seal(b"x" * size, key)
    with pytest.raises(UnreadableBackup, match="put behind"):
        unseal(whole + behind, key)


@pytest.mark.parametrize("cut", [1, 17, CHUNK, CHUNK + 23])
def test_what_is_cut_short_is_refused(key, cut):
    with pytest.raises(UnreadableBackup, match="cut short"):
        unseal(seal(b"x" * 3 * CHUNK, key)[:-cut], key)


def test_one_altered_byte_is_refused(key):
    whole = bytearray(seal(b"x" * 1000, key))
    whole[-1] ^= 1
    with pytest.raises(UnreadableBackup, match="damaged"):
        unseal(bytes(whole), key)


def test_another_key_is_named(key, tmp_path):
    secret.create(tmp_path / "other")
    with pytest.raises(UnreadableBackup, match=r"the key in .*other is not the key"):
        unseal(seal(b"x", key), secret.read(tmp_path / "other"))


def test_a_key_and_a_passphrase_of_before_go_on_and_age_opens_what_they_closed(tmp_path):
    (tmp_path / "words").write_text("a long walk along the river\n")
    for one in (old_key(tmp_path / "old"), secret.read(tmp_path / "words")):
        whole = seal(b"data", one)
        assert unseal(whole, one) == b"data"
        assert pyrage.decrypt(whole, [pyrage.x25519.Identity.from_str(one.age())]) == b"data"


def test_keys_are_written_as_age_writes_them():
    # From BIP 173: the program of a witness, whatever stands before it.
    data = bytes.fromhex("c5f38b70305f519bf66d85fb6cf03058f3dde463ecd7918f2dc743918f2d")
    expected = "split1checkupstagehandshakeupstreamerranterredcaperred2y9e3w"
    assert encode("split", data) == expected


def test_backups_of_before_are_still_read(tmp_path):
    key = old_key(tmp_path / "old")
    made = tmp_path / "new.tar.age"
    archive.write(made, key, lambda tar: archive.add(tar, archive.MANIFEST, b"{}"))
    plain = unseal(made.read_bytes(), key)
    before = tmp_path / "old.tlb"
    before.write_bytes(sealed_before(plain, key))
    # The empty manifest is reached: the file was opened.
    with pytest.raises(BackupProblem, match="another version"):
        archive.look(before, key)


def test_a_new_key_says_that_it_did_not_make_an_old_backup(tmp_path, key):
    before = tmp_path / "old.tlb"
    before.write_bytes(sealed_before(b"x", old_key(tmp_path / "old")))
    with pytest.raises(UnreadableBackup, match="is not the key"):
        archive.look(before, key)


def test_a_reader_that_stops_halfway_ends(key):
    opener = Opener(io.BytesIO(seal(bytes(40 * CHUNK), key)), key)
    assert len(opener.read(10)) == 10
    opener.close()


def test_what_is_no_key_any_more_is_said(tmp_path, key):
    place = tmp_path / "key"
    assert place.stat().st_mode & 0o777 == 0o600
    place.write_text(place.read_text()[:-9])
    with pytest.raises(BackupProblem, match="damaged"):
        secret.read(place)
