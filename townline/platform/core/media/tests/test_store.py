"""Files are kept by their content: once, whole, for this district alone."""

import datetime as dt
import hashlib
import os

import pytest

from townline.platform.core import media

NOW = dt.datetime(2026, 11, 25, 5, 32, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


def files(shelf):
    return [file for file in shelf.rglob("*") if file.is_file() and file.name != ".lock"]


def age(sha256, days=2):
    then = (NOW - dt.timedelta(days=days)).timestamp()
    os.utime(media.path_of(sha256), (then, then))


def test_a_content_lies_under_its_own_name(shelf):
    ref = media.keep(b"pixels")
    assert ref.sha256 == hashlib.sha256(b"pixels").hexdigest()
    assert (ref.size, ref.problem) == (6, "")
    assert media.read(ref.sha256) == b"pixels"
    assert media.path_of(ref.sha256).parts[-4:-1] == ("handeul", ref.sha256[:2], ref.sha256[2:4])


def test_the_same_content_is_kept_once(shelf):
    assert media.keep(b"pixels") == media.keep(b"pixels")
    assert len(files(shelf)) == 1


def test_only_the_owner_may_read(shelf):
    ref = media.keep(b"pixels")
    assert media.path_of(ref.sha256).stat().st_mode & 0o777 == 0o600
    assert media.folder().stat().st_mode & 0o777 == 0o700


def test_another_district_sees_nothing_of_it(shelf, settings):
    ref = media.keep(b"pixels")
    settings.TOWNLINE_DISTRICT = "other"
    with pytest.raises(media.MediaNotFound):
        media.read(ref.sha256)


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "a" * 63, "A" * 64, "0" * 64 + "\n"])
def test_a_name_that_is_none_leads_nowhere(shelf, name):
    with pytest.raises(media.MediaNotFound):
        media.read(name)


def test_a_file_that_is_too_large_is_named_and_not_kept(shelf, settings):
    settings.TOWNLINE_PHOTO_BYTES = 10
    assert media.keep(b"x" * 11) == media.MediaRef(sha256="", size=11, problem=media.TOO_LARGE)
    assert media.keep(b"x" * 10).problem == ""
    assert len(files(shelf)) == 1


def test_a_failing_disk_leaves_no_half_file(shelf, monkeypatch):
    def full(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        media.keep(b"pixels")
    assert files(shelf) == []


def test_what_nobody_names_is_removed_once_it_is_old(shelf):
    old, used, young = (media.keep(data).sha256 for data in (b"old", b"used", b"young"))
    age(old)
    age(used)
    half = media.folder() / ".new-half"
    half.write_bytes(b"x")
    os.utime(half, (0, 0))
    future = dt.timedelta(days=3650)
    queried = set()

    def rows(names):
        queried.update(names)
        return {used}

    media.keep(b"young")
    assert media.sweep(used=rows, now=NOW, older_than=DAY) == 2
    assert queried == {old, used}
    remaining = {file.name for file in files(shelf)}
    assert remaining == {used, young}
    assert media.sweep(used=lambda _: set(), now=NOW + future, older_than=DAY) == 2


def test_a_content_that_comes_again_is_young_again(shelf):
    ref = media.keep(b"pixels")
    age(ref.sha256)
    media.keep(b"pixels")
    assert media.sweep(used=lambda _: set(), now=NOW, older_than=DAY) == 0
    assert media.read(ref.sha256) == b"pixels"
