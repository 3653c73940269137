"""A socket that a living process listens at stays; one that a dead one left goes."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from townline.platform.core.commands import CannotStart
from townline.platform.core.sockets import claim_socket

_HOLD = """
import sys
from pathlib import Path
from townline.platform.core.sockets import claim_socket
claim_socket(Path(sys.argv[1]))
print("claimed", flush=True)
sys.stdin.read()
"""


def _listening(path: Path) -> socket.socket:
    link = socket.socket(socket.AF_UNIX)
    link.bind(str(path))
    link.listen()
    return link


def test_what_a_dead_process_left_goes(tmp_path: Path) -> None:
    path = tmp_path / "s"
    _listening(path).close()
    assert path.is_socket()
    assert claim_socket(path) == path
    assert not path.exists()


def test_a_living_ones_stays_whether_it_took_the_lock_or_not(tmp_path: Path) -> None:
    path = tmp_path / "s"
    with _listening(path):
        with pytest.raises(CannotStart, match="another process listens at"):
            claim_socket(path)
        assert path.is_socket()


def test_one_that_is_still_starting_is_respected_and_its_end_frees_the_place(
    tmp_path: Path,
) -> None:
    path = tmp_path / "s"
    command = [sys.executable, "-c", _HOLD, str(path)]
    with subprocess.Popen(  # noqa: S603 -- our own program
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "claimed\n"
        with pytest.raises(CannotStart):
            claim_socket(path)
        other.kill()
    assert claim_socket(path) == path
