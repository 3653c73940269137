"""Parsers that do what hostile files make them do."""

import os
import subprocess
import sys
import time
from pathlib import Path

from townline.platform.core.sandbox import ParserRefused


def reversed_content(folder: Path) -> str:
    return (folder / "0").read_bytes()[::-1].decode()


def environment(_folder: Path) -> list[str]:
    return sorted(os.environ)


def fills_memory(_folder: Path) -> int:
    return len(bytearray(4 << 30))


def never_ends(_folder: Path) -> None:
    while True:
        pass


def sleeps_with_a_child(folder: Path) -> None:
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    Path((folder / "0").read_text()).write_text(str(child.pid))
    time.sleep(600)


def writes_much(folder: Path) -> None:
    (folder / "large").write_bytes(bytes(2_000_000))


def nests(folder: Path, depth: int = 0) -> None:
    nests(folder, depth + 1)


def fails(_folder: Path) -> None:
    raise KeyError("whatever a broken file makes of a library")


def refuses(_folder: Path, *, most: int) -> None:
    raise ParserRefused("many", most=most)
