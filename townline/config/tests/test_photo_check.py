"""The doctor says whether pictures of every phone can be shown."""

from pathlib import Path

import pytest

from townline.config.checks import machine
from townline.config.checks.finding import Level


@pytest.mark.parametrize(("program", "level"), [(True, Level.OK), (False, Level.WARN)])
def test_heic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program, level) -> None:
    if program:
        (tmp_path / "heif-convert").touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    (finding,) = machine.photos(tmp_path)
    assert finding.level is level
    assert bool(finding.advice) is not program
