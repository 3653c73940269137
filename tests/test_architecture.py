from tests import spoken
from tests.architecture import PAGE, ROOT, paths, with_picture


def test_the_page_shows_the_contracts():
    text = PAGE.read_text()
    assert with_picture(text) == text, "run: python -m tests.architecture"


def test_each_everyday_change_has_a_file():
    found = paths(PAGE.read_text())
    assert len(found) >= 20
    assert [path for path in found if not (ROOT / path).is_file()] == []


def test_what_no_second_server_tries_is_there():
    assert [path for path in spoken.ELSEWHERE if not (spoken.ROOT / path).exists()] == []
