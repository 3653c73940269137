"""A pytest plugin: a run may take a share of the tests, and keeps how long each of them took.

``--share=1/2`` looks at every second file only, so that two runs do the work of one. Files below a
``conftest.py`` of their own stay together, for what that makes is made once.
``--times=FILE`` adds a line per test: seconds of this process and all it waited for, name.
"""

import zlib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--share", default="1/1", help="which part of how many: 2/3")
    parser.addoption("--times", type=Path, help="a file to add how long each test took to")


def _together(path: Path) -> Path:
    """Give what decides the share: the file, or the outermost folder that has a conftest.py."""
    inside = path.relative_to(ROOT).parents
    shared = [ROOT / folder for folder in inside if (ROOT / folder / "conftest.py").exists()]
    below = [folder for folder in shared if folder != ROOT]
    return below[-1] if below else path


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    part, parts = map(int, config.getoption("--share").split("/"))
    if parts == 1 or collection_path.suffix != ".py":
        return None
    name = str(_together(collection_path).relative_to(ROOT))
    return True if zlib.crc32(name.encode()) % parts != part - 1 else None


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    _TOOK[report.nodeid] = _TOOK.get(report.nodeid, 0) + report.duration


def pytest_sessionfinish(session: pytest.Session) -> None:
    path = session.config.getoption("--times")
    if path:
        with path.open("a") as file:
            file.writelines(f"{took:8.2f} {name}\n" for name, took in _TOOK.items())


_TOOK: dict[str, float] = {}
