"""The doctor says whether pictures of every phone can be shown."""

from pathlib import Path

import pytest

from townline.platform.core.checks import machine
from townline.platform.core.findings import Level


@pytest.mark.parametrize(
    ("programs", "missing"),
    [
        (("heif-convert", "ffmpeg"), []),
        (("ffmpeg",), ["libheif"]),
        (("heif-convert",), ["ffmpeg"]),
        ((), ["ffmpeg", "libheif"]),
    ],
)
def test_what_is_missing_is_named(tmp_path: Path, monkeypatch, programs, missing) -> None:
    for program in programs:
        (tmp_path / program).touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    found = list(machine.photos(tmp_path))
    assert {finding.level for finding in found} == {Level.WARN if missing else Level.OK}
    advice = [finding.advice for finding in found if finding.advice]
    assert all(name in words for name, words in zip(missing, advice, strict=True))
