"""How the doctor grades and writes what it finds, and that it never falls ill itself."""

from collections.abc import Iterator

import pytest

from townline.config.checks.everything import run_checks
from townline.platform.core.findings import Finding, Level, bad, grade_figure, ok, span, warn


@pytest.mark.parametrize(
    ("value", "level"), [(0, Level.OK), (59, Level.OK), (60, Level.WARN), (600, Level.BAD)]
)
def test_grades(value: float, level: Level) -> None:
    assert grade_figure(value, warn_at=60, bad_at=600) is level


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "0 s"), (59, "59 s"), (90, "1.5 min"), (7200, "2.0 h"), (1e6, "11.6 d")],
)
def test_spans(seconds: float, words: str) -> None:
    assert span(seconds) == words


def test_a_bad_finding_says_what_to_do() -> None:
    first, second = bad("links", "smpp-1: down", "call the operator").line().split("\n")
    assert first.split() == ["bad", "links", "smpp-1:", "down"]
    assert second.strip() == "-> call the operator"


def test_a_check_that_fails_is_a_finding_and_the_next_goes_on() -> None:
    def failing_check(_about: int) -> Iterator[Finding]:
        yield warn("first", "seen", "do this")
        raise ValueError("no such table\nDETAIL: secret")

    def well(about: int) -> Iterator[Finding]:
        yield ok("second", str(about))

    found = list(run_checks([failing_check, well], 7))
    assert [f.level for f in found] == [Level.WARN, Level.BAD, Level.OK]
    assert "no such table" in found[1].words
    assert "secret" not in found[1].words
    assert found[2].words == "7"
