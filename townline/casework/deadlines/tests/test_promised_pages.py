"""Promised dates as people see them: the check, the list, the case, one's own page."""

import csv
import datetime as dt
import io

import pytest

from townline.casework.cases.rules import CaseState
from townline.casework.deadlines.models import PromisedDate
from townline.platform.core import clock, district

pytestmark = pytest.mark.django_db
LATER = dt.timedelta(days=5)


@pytest.fixture
def now(world):
    """Let the pages' clock be the world's: they read the real one."""
    world.now = clock.now()
    return world


@pytest.fixture
def code(now):
    found = now.text("길이 파였어요")
    now.assign(found)
    return found


def words(world):
    day = (world.now + LATER).astimezone(dt.timezone(dt.timedelta(hours=9)))
    return f"맨홀 둘레를 {day.month}월 {day.day}일까지 고치겠습니다. - 한들구 도로과"


def write(client, code, body, do="submit"):
    return client.post(
        f"/cases/{code}/write", {"body": body, "kind": "answer", "base_version": "0", "do": do}
    )


@pytest.fixture
def promised(now, code):
    now.draft(code, words(now))
    now.submit(code)
    now.confirm(code)
    now.wait(seconds=21)
    now.send()
    return PromisedDate.objects.get()


def test_submitting_words_with_a_date_asks_and_loses_nothing(now, code, visit):
    client = visit("roads.officer")
    answer = write(client, code, words(now))
    assert answer.status_code == 302
    assert answer["Location"].startswith(f"/cases/{code}/promised?")
    page = client.get(answer["Location"]).content.decode()
    assert "<mark>" in page
    assert 'name="use" value="0" checked' in page
    assert now.case(code).draft.body == words(now)
    assert now.case(code).row.state is CaseState.DRAFTED


def test_what_is_ticked_and_what_is_put_by_hand_goes_up(now, code, visit):
    client = visit("roads.officer")
    url = write(client, code, words(now))["Location"]
    version = now.case(code).draft.version
    by_hand = (now.now + dt.timedelta(days=9)).strftime("%Y-%m-%dT%H:%M")
    at = (now.now + LATER).strftime("%Y-%m-%dT18:00")
    form = {
        "base_version": version,
        "use": "0",
        "at-0": at,
        "words-0": "그날까지",
        "by_hand": [by_hand, ""],
    }
    assert client.post(url, form).status_code == 302
    found = now.case(code)
    assert found.row.state is CaseState.AWAITING_CONFIRMATION
    assert [one.words for one in found.draft.promised] == ["그날까지", ""]
    page = visit("mayor").get(f"/morning/{code}/").content.decode()
    assert "답변의 이행 약속" in page


def test_words_without_a_date_go_up_at_once(now, code, visit):
    answer = write(visit("roads.officer"), code, "오늘 메웠습니다. - 한들구 도로과")
    assert "promised" not in answer["Location"]
    assert now.case(code).row.state is CaseState.AWAITING_CONFIRMATION


def test_the_mayors_own_edit_asks_as_well(now, visit):
    code = now.awaiting()
    draft = now.case(code).draft
    form = {"body": words(now), "base_version": draft.version}
    answer = visit("mayor").post(f"/morning/{code}/edit", form)
    assert answer["Location"].startswith(f"/cases/{code}/promised?")


def test_the_list_shows_and_settles(promised, visit):
    client = visit("roads.officer")
    page = client.get("/promises/").content.decode()
    assert promised.case.code in page
    url = f"/promises/{promised.id}/keep"
    answer = client.post(url, {"note": "메움", "next": "/promises/?whose=mine"})
    assert answer["Location"] == "/promises/?whose=mine"
    promised.refresh_from_db()
    assert promised.state == "kept"
    assert promised.case.code not in client.get("/promises/").content.decode()
    met_page = client.get("/promises/?state=kept").content.decode()
    assert "메움" in met_page


def test_a_day_is_moved_to_its_office_end(now, promised, visit):
    day = (now.now + dt.timedelta(days=20)).strftime("%Y-%m-%d")
    form = {"day": day, "reason": "비가 옴"}
    visit("roads.officer").post(f"/promises/{promised.id}/move", form)
    new = PromisedDate.objects.get(moved_from=promised)
    assert (
        new.due_at.astimezone(district.current().zone).strftime("%Y-%m-%d %H:%M") == f"{day} 18:00"
    )


@pytest.mark.parametrize("form", [{}, {"day": "tomorrow"}, {"day": "2020-01-01", "reason": "x"}])
def test_a_wrong_day_changes_nothing(promised, visit, form):
    answer = visit("roads.officer").post(f"/promises/{promised.id}/move", form)
    assert answer.status_code == 422
    promised.refresh_from_db()
    assert promised.state == "open"


def test_the_case_and_ones_own_page_show_it(promised, visit):
    client = visit("roads.officer")
    page = client.get(f"/cases/{promised.case.code}/").content.decode()
    assert "이행 약속" in page
    PromisedDate.objects.update(state="missed", missed_at=promised.due_at)
    page = client.get(f"/cases/{promised.case.code}/").content.decode()
    assert "이행 약속 기한이 지났습니다" in page
    assert "기한이 지난 이행 약속 1건" in client.get("/mine/").content.decode()


def test_the_table_is_safe_to_open_and_names_no_resident(promised, visit):
    promised.case.__class__.objects.update(title="=HYPERLINK(1)")
    page = visit("roads.officer").get("/promises/export.csv?state=all")
    assert page["Content-Type"].startswith("text/csv")
    text = page.content.decode("utf-8-sig")
    [head, line] = csv.reader(io.StringIO(text))
    assert head[0] == "접수번호"
    assert line[1] == "'=HYPERLINK(1)"
    assert "010" not in text.replace(promised.case.code, "")


@pytest.mark.parametrize("url", ["/promises/", "/promises/export.csv"])
def test_it_is_not_for_who_reads_no_cases(promised, visit, url):
    assert visit("admin").get(url).status_code == 403


def test_other_departments_see_nothing_of_it(promised, visit):
    client = visit("parks.officer")
    assert promised.case.code not in client.get("/promises/?whose=all").content.decode()
    assert client.post(f"/promises/{promised.id}/keep", {"note": "함"}).status_code == 404
    assert client.get(f"/cases/{promised.case.code}/promised").status_code == 404


def test_looking_changes_nothing(promised, visit):
    client = visit("roads.officer")
    for url in (f"/promises/{promised.id}/keep", f"/cases/{promised.case.code}/leave"):
        assert client.get(url).status_code == 405
