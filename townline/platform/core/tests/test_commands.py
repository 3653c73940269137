import os
from pathlib import Path

import pytest

from townline.platform.core.commands import CannotStart, replaceable


def test_a_file_may_be_replaced_or_made(tmp_path):
    there = tmp_path / "there.pdf"
    there.write_bytes(b"old")
    assert replaceable(there) == there
    assert replaceable(tmp_path / "new.pdf") == tmp_path / "new.pdf"


@pytest.mark.parametrize("kind", ["device", "folder", "pipe"])
def test_nothing_else_is(tmp_path, kind):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    place = {"device": Path("/dev/null"), "folder": tmp_path, "pipe": pipe}[kind]
    with pytest.raises(CannotStart, match="not an ordinary file"):
        replaceable(place)
