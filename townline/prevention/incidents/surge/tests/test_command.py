import datetime as dt
from argparse import Namespace
from pathlib import Path

import pytest

from townline.platform.core.commands import CannotStart
from townline.prevention.incidents.surge.commands import command
from townline.prevention.incidents.surge.rules.invented import SurgeLoad, year

FIRST = dt.date(2025, 1, 1)


def _run(file: Path, zone: str = "Asia/Seoul") -> int:
    return command(Namespace(action="replay", file=file, zone=zone))


def test_each_minute_is_a_line_whatever_the_order_and_offsets(tmp_path, capsys) -> None:
    begins = dt.datetime(2025, 2, 20, 14, 5)  # noqa: DTZ001 -- of the zone's clock
    moments = year(FIRST, 60, [SurgeLoad(begins, 2, 100)], seed=7)
    file = tmp_path / "a.csv"
    file.write_text("id,at\n" + "".join(f"1,{at.isoformat()}\n" for at in moments))
    assert _run(file) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "at,event,texts,minutes,usual"
    assert [line.split(",")[1] for line in lines[1:]] == ["proposed", "ended"]
    assert lines[1].startswith("2025-02-20T14:")
    utc = [at - dt.timedelta(hours=9) for at in reversed(moments)]
    file.write_text("at\n" + "".join(f"{at.isoformat()}Z\n" for at in utc))
    assert _run(file) == 0
    assert capsys.readouterr().out.splitlines() == lines


def test_bad_lines_are_named_and_the_rest_counts(tmp_path, capsys) -> None:
    file = tmp_path / "a.csv"
    file.write_text("at\n2025-01-01T09:00\nyesterday\n\n,\n")
    assert _run(file) == 0
    assert "line 3: 'yesterday'" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "message"),
    [("when\n2025-01-01\n", "no column named at"), ("at\n", "no moment"), ("", "no column")],
)
def test_a_file_that_is_no_use_is_refused(tmp_path, words: str, message: str) -> None:
    file = tmp_path / "a.csv"
    file.write_text(words)
    with pytest.raises(CannotStart, match=message):
        _run(file)


def test_an_unknown_zone_is_refused(tmp_path) -> None:
    with pytest.raises(CannotStart, match="no time zone"):
        _run(tmp_path / "none.csv", "Seoul")
