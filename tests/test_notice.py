"""NOTICE names every package that set-up installs, with the licence that it names itself."""

from tools import notice


def _notice_lines() -> set[str]:
    _, _, part = (notice.ROOT / "NOTICE").read_text().partition(notice.HEADING)
    return set(part.strip().splitlines())


def test_every_package_of_both_lists_is_named_and_none_besides():
    assert sorted(_notice_lines()) == sorted(notice.lines()), (
        "write it anew: python -m tools.notice"
    )


def test_a_package_without_a_line_would_be_found(monkeypatch):
    monkeypatch.setattr(notice, "for_browsers", lambda: {"new-one": "MIT"})
    assert "- new-one (npm): MIT" not in _notice_lines()
    assert "- new-one (npm): MIT" in notice.lines()


def test_the_driver_of_the_database_is_named():
    assert "- psycopg: LGPL-3.0-only" in _notice_lines()
