import re

from tests import spoken
from tests.architecture import PAGE, ROOT, folders, paths, rooms, with_picture

# Surveys took the decisions about exclusions by others in; core the sandbox, in which all files
# from outside are parsed, jobs, and the columns of tables that offices fill in.
MOST_IN_A_FOLDER, MOST_IN_A_ROOM = 25, 6_800


def test_the_page_shows_the_contracts():
    text = PAGE.read_text()
    assert with_picture(text) == text, "run: python -m tests.architecture"


def test_each_everyday_change_has_a_file():
    found = paths(PAGE.read_text())
    assert len(found) >= 20
    assert [path for path in found if not (ROOT / path).is_file()] == []


def test_each_link_of_a_document_leads_somewhere():
    pages = [ROOT / "README.md", *(ROOT / "docs").glob("**/*.md")]
    links = [
        (page.name, link)
        for page in pages
        for link in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text())
        if ":" not in link and not (page.parent / link).exists()
    ]
    assert links == []


def test_what_no_second_server_tries_is_there():
    assert [path for path in spoken.ELSEWHERE if not (spoken.ROOT / path).exists()] == []


def test_no_folder_is_a_heap():
    found = folders()
    assert len(found) > 100
    assert {name: n for name, n in found.items() if n > MOST_IN_A_FOLDER} == {}


def test_no_room_is_a_house():
    found = rooms()
    assert found["casework/cases"] > 3_000
    assert {name: lines for name, lines in found.items() if lines > MOST_IN_A_ROOM} == {}
