"""A pytest plugin: a run may take a share of the tests, and keeps how long each of them took.

``--share=1/2`` looks at a part of the files only, so that two runs do the work of one; ``1,2/5`` at
two parts of five. Files stay together where the ``conftest.py`` above them makes something once
for all (a running house). What takes long is dealt out by ``took.txt``, longest first, so that
shares end at about the same time; all else by its name, so that it stays where it is.
``--times=FILE`` adds a line per test: seconds that passed, seconds of processor (of this process
and of those that it started and that ended; not of the database server), name.
``python -m tests.sharing var/test/{first,second,dealt,last}.times`` writes ``took.txt`` anew after
a whole run; those of browsers and of killing are not dealt out.
"""

import os
import sys
import zlib
from collections import defaultdict
from collections.abc import Generator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
KNOWN = Path(__file__).with_name("took.txt")
_WORTH_A_LINE = 3.0  # seconds


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--share", default="1/1", help="which parts of how many: 2/3, 1,2/5")
    parser.addoption("--times", type=Path, help="a file to add how long each test took to")


@cache
def _makes_once(folder: Path) -> bool:
    """Say whether the folder's ``conftest.py`` makes something that several files use."""
    file = folder / "conftest.py"
    return file.exists() and "scope=" in file.read_text()


def together(path: Path) -> str:
    """Name what decides the share: the file, or the folder for which something is made once."""
    inside = [folder for folder in path.parents if ROOT in folder.parents]
    return str(next(filter(_makes_once, inside), path).relative_to(ROOT))


@cache
def dealt(parts: int) -> dict[str, int]:
    """Give the share (from 0) of each name that takes long."""
    lines = [line.split(maxsplit=1) for line in KNOWN.read_text().splitlines()]
    loads, shares = [0.0] * parts, {}
    for took, name in sorted(((float(took), name) for took, name in lines), reverse=True):
        shares[name] = loads.index(min(loads))
        loads[shares[name]] += took
    return shares


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    named, _, number = config.getoption("--share").partition("/")
    wanted, parts = {int(part) - 1 for part in named.split(",")}, int(number)
    if parts == 1 or collection_path.suffix != ".py":
        return None
    name = together(collection_path)
    share = dealt(parts).get(name, zlib.crc32(name.encode()) % parts)
    return True if share not in wanted else None


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    _TOOK[report.nodeid] = _TOOK.get(report.nodeid, 0) + report.duration


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    before = sum(os.times()[:4])
    done = yield
    _WORKED[item.nodeid] = sum(os.times()[:4]) - before
    return done


def pytest_sessionfinish(session: pytest.Session) -> None:
    path = session.config.getoption("--times")
    if path:
        with path.open("a") as file:
            file.writelines(
                f"{took:8.2f} {_WORKED.get(name, 0):8.2f} {name}\n" for name, took in _TOOK.items()
            )


_TOOK: dict[str, float] = {}
_WORKED: dict[str, float] = {}


def _format_durations(files: list[str]) -> str:
    took: dict[str, float] = defaultdict(float)
    for line in "".join(Path(file).read_text() for file in files).splitlines():
        seconds, _worked, test = line.split(maxsplit=2)
        took[together(ROOT / test.partition("::")[0])] += float(seconds)
    longest = sorted(took.items(), key=lambda one: -one[1])
    return "".join(f"{s:5.0f} {name}\n" for name, s in longest if s >= _WORTH_A_LINE)


if __name__ == "__main__":
    KNOWN.write_text(_format_durations(sys.argv[1:]))
