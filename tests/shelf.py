"""A media store of the test's own, and photos that are looked at once in a run."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import pictures
from tests.scenes import STAGE
from townline.platform.core.inspecting.report import Limits
from townline.platform.core.media import inspection


@pytest.fixture
def shelf(settings, tmp_path):
    """Keep files in a folder of the test's own."""
    with STAGE.stay("a shelf"):
        settings.TOWNLINE_HOME = tmp_path
    return tmp_path


@pytest.fixture(autouse=True)
def drawn_anew() -> None:
    pictures.AT.clear()


@pytest.fixture(scope="session", autouse=True)
def looked_at_once() -> Iterator[None]:
    """Keep what the looking process found in a file: it takes a third of a second."""
    known: dict[tuple[bytes, Limits], dict[str, bytes]] = {}
    look = inspection._run

    def run(source: Path, folder: Path, limits: Limits) -> bool:
        key = hashlib.sha256(source.read_bytes()).digest(), limits
        if key in known:
            for name, data in known[key].items():
                (folder / name).write_bytes(data)
            return True
        if done := look(source, folder, limits):
            known[key] = {path.name: path.read_bytes() for path in folder.iterdir()}
        return done

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(inspection, "_run", run)
        yield
