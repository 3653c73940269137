"""A pytest plugin: the language process, for tests of what only it knows."""

import importlib.util
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from townline.platform.triage import api as triage

_STARTS = 30.0


def begin(place: Path) -> "subprocess.Popen[bytes]":
    """Start the process and wait until it listens."""
    place.unlink(missing_ok=True)
    process = subprocess.Popen(
        [sys.executable, "-m", "townline", "process", "language"],
        env=os.environ | {"TOWNLINE_LANGUAGE_SOCKET": str(place)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    until = time.monotonic() + _STARTS
    while not place.exists() and process.poll() is None and time.monotonic() < until:
        time.sleep(0.05)
    assert place.exists(), "the language process does not listen"
    return process


@pytest.fixture(scope="session")
def language_socket(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Have the process for the whole run; a machine without the model leaves these tests out."""
    if importlib.util.find_spec("kiwipiepy") is None:
        pytest.skip("kiwipiepy is not installed")
    place = tmp_path_factory.mktemp("language") / "l.sock"
    process = begin(place)
    try:
        yield place
    finally:
        process.terminate()
        process.wait()


@pytest.fixture
def language(language_socket: Path, settings: object) -> None:
    """Let this test's searches know morphemes."""
    settings.TOWNLINE_LANGUAGE_SOCKET = str(language_socket)  # type: ignore[attr-defined]
    triage.rest_end()
