"""The first start on a Debian that has only git and make, as root and as an ordinary user."""

from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.setup import bare
from tests.setup.bare import Bare

pytestmark = pytest.mark.long  # the steps of set-up and their words are held by test_apt
NEEDED = "python3 python3-venv"


@pytest.fixture(scope="module")
def tar(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("bare") / "root.tar"
    bare.make(file)
    return file


@pytest.fixture
def root(tar: Path, tmp_path: Path) -> Bare:
    return Bare(tar, tmp_path)


def _is_served(root: Bare, *, by: str) -> str:
    with root.started(by=by) as (address, words):
        with urlopen(f"{address}/sign-in/") as page:  # noqa: S310 -- of our own
            assert page.status == 200
        return "".join(words)


def test_root_gets_everything_and_calls(root: Bare) -> None:
    done = root.run("bin/setup run")
    assert done.returncode == 0, done.stdout[-3000:]
    assert "Calls stay off" not in done.stdout
    words = _is_served(root, by="root")
    assert "calls are off" not in words, words
    assert "without" not in words, words
    again = root.run("bin/setup run")
    assert (again.returncode, again.stdout) == (0, "")


def test_an_ordinary_user_is_told_what_is_missing_and_then_starts(root: Bare) -> None:
    root.add_person("newcomer")
    refused = root.run("bin/setup run", by="newcomer")
    assert refused.returncode == 1
    assert f"apt-get install {NEEDED}" in refused.stdout
    installed = root.run(f"apt-get update && apt-get install -y --no-install-recommends {NEEDED}")
    assert installed.returncode == 0, installed.stdout[-3000:]
    for _ in range(2):
        done = root.run("bin/setup run", by="newcomer")
        assert done.returncode == 0, done.stdout[-3000:]
        assert "only root may install" in done.stdout
    _is_served(root, by="newcomer")
