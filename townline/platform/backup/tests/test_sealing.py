"""The encrypted stream of before: whole, or refused in words."""

import io
import secrets
from base64 import b64encode

import pytest

from townline.platform.backup import secret
from townline.platform.backup.problems import BackupProblem, UnreadableBackup
from townline.platform.backup.sealing import PIECE, Opener, Sealer


@pytest.fixture
def key(tmp_path):
    return old_key(tmp_path / "key")


def old_key(place):
    """Write a key file as they were made before."""
    value = b64encode(secrets.token_bytes(32)).decode()
    place.write_text(f"townline-backup-key-1 {value}\n")
    place.chmod(0o600)
    return secret.read(place)


def seal(data, key):
    out = io.BytesIO()
    sealer = Sealer(out, key)
    for at in range(0, len(data), 70_000):
        sealer.write(data[at : at + 70_000])
    sealer.close()
    return out.getvalue()


def unseal(data, key):
    opener = Opener(io.BytesIO(data), key)
    found = b""
    while piece := opener.read(50_000):
        found += piece
    return found


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE])
def test_what_was_sealed_is_read_again(key, size):
    data = (b"0123456789abcdef" * (size // 16 + 1))[:size]
    assert unseal(seal(data, key), key) == data


def test_nothing_of_it_can_be_read_without_the_key(key):
    assert b"a secret of the town" not in seal(b"a secret of the town", key)


def test_the_same_data_never_looks_the_same(key):
    assert seal(b"same", key) != seal(b"same", key)


@pytest.mark.parametrize("cut", [1, 100, PIECE, PIECE + 36])
def test_what_is_cut_short_is_refused(key, cut):
    with pytest.raises(UnreadableBackup, match="cut short"):
        unseal(seal(b"x" * 3 * PIECE, key)[:-cut], key)


@pytest.mark.parametrize("size", [0, 1000, PIECE, 2 * PIECE])
def test_what_was_put_behind_it_is_refused(key, size):
    with pytest.raises(UnreadableBackup, match="put behind"):
        unseal(seal(b"x" * size, key) + b"y", key)


def test_a_missing_last_piece_is_noticed(key):
    whole = seal(b"x" * (2 * PIECE), key)
    piece = PIECE + 16 + 4
    with pytest.raises(UnreadableBackup, match="cut short"):
        unseal(whole[:-piece], key)


def test_pieces_that_were_swapped_are_refused(key):
    whole = seal(b"a" * PIECE + b"b" * PIECE + b"c", key)
    piece = PIECE + 16 + 4
    start = len(whole) - 2 * piece - (1 + 16 + 4)
    swapped = (
        whole[:start]
        + whole[start + piece : start + 2 * piece]
        + whole[start : start + piece]
        + whole[start + 2 * piece :]
    )
    assert len(swapped) == len(whole)
    with pytest.raises(UnreadableBackup, match="damaged"):
        unseal(swapped, key)


@pytest.mark.parametrize("place", [3, 20, 60, 400, -1])
def test_one_altered_byte_is_refused(key, place):
    data = bytearray(seal(b"x" * 1000, key))
    data[place] ^= 1
    with pytest.raises(UnreadableBackup):
        unseal(bytes(data), key)


def test_another_key_is_named(key, tmp_path):
    other = old_key(tmp_path / "other")
    with pytest.raises(UnreadableBackup, match=r"the key in .*other is not the key"):
        unseal(seal(b"x", key), other)


def test_a_passphrase_opens_what_it_closed(tmp_path):
    place = tmp_path / "words"
    place.write_text("a long walk along the river\n")
    words = secret.read(place)
    assert unseal(seal(b"data", words), words) == b"data"
    place.write_text("a long walk along the brook\n")
    with pytest.raises(UnreadableBackup, match="passphrase"):
        unseal(seal(b"data", words), secret.read(place))


def test_a_short_passphrase_is_refused(tmp_path):
    place = tmp_path / "words"
    place.write_text("short\n")
    with pytest.raises(BackupProblem, match="too short"):
        secret.read(place)


def test_a_key_file_is_private_and_never_overwritten(tmp_path, key):
    assert (tmp_path / "key").stat().st_mode & 0o777 == 0o600
    with pytest.raises(BackupProblem, match="cannot be made"):
        secret.create(tmp_path / "key")


def test_a_damaged_key_file_is_said(tmp_path, key):
    place = tmp_path / "key"
    place.write_text(place.read_text()[:-9])
    with pytest.raises(BackupProblem, match="damaged"):
        secret.read(place)
