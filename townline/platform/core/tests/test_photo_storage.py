"""The doctor sees a folder of photos that takes none: another's, read-only, full, or no folder."""

import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from townline.platform.core.checks.machine import PHOTOS, media
from townline.platform.core.findings import Level

_NOBODY = 65534


@contextmanager
def weak(home: Path) -> Iterator[None]:
    """Act as somebody without any rights, whose the home is; root may write everywhere."""
    if os.geteuid() != 0:
        yield
        return
    for path in (home, *home.rglob("*")):
        os.chown(path, _NOBODY, _NOBODY)
    above = home.parent.parent
    modes = [(path, path.stat().st_mode) for path in (home.parent, above)]
    for path, mode in modes:
        path.chmod(mode | 0o755)
    os.seteuid(_NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
        for path, mode in modes:
            path.chmod(mode)


@contextmanager
def full() -> Iterator[None]:
    """Let no file grow, as on a disk without room."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_all_is_well_before_the_first_photo_and_after(tmp_path):
    assert [found.level for found in media(tmp_path)] == [Level.OK]
    (tmp_path / "media" / "handeul" / "ab" / "cd").mkdir(parents=True)
    assert [found.level for found in media(tmp_path)] == [Level.OK]
    assert list((tmp_path / "media").iterdir()) == [tmp_path / "media" / "handeul"]


@pytest.mark.parametrize("below", ["media", "media/handeul", "media/handeul/ab/cd"])
def test_a_folder_that_may_not_be_written_is_named(tmp_path, below):
    (tmp_path / "media" / "handeul" / "ab" / "cd").mkdir(parents=True)
    (tmp_path / below).chmod(0o500)
    with weak(tmp_path):
        (found,) = media(tmp_path)
    assert found.level is Level.BAD
    assert f"{tmp_path / below} cannot be written" in found.words


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives a folder away")
def test_a_folder_of_somebody_else_is_named_also_to_root(tmp_path):
    (tmp_path / "media" / "handeul").mkdir(parents=True)
    os.chown(tmp_path / "media" / "handeul", _NOBODY, _NOBODY)
    (found,) = media(tmp_path)
    assert found.level is Level.BAD
    assert "handeul belongs to somebody else" in found.words


def test_a_full_disk_is_told(tmp_path):
    with full():
        (found,) = media(tmp_path)
    assert found.level is Level.BAD
    assert "takes no file" in found.words


def test_what_is_no_folder_is_told(tmp_path):
    (tmp_path / "media").write_text("")
    (found,) = media(tmp_path)
    assert found.level is Level.BAD


def test_the_doctor_looks_at_it():
    assert media in PHOTOS
