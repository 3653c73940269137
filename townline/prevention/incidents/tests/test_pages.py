"""Pages of incidents: opened from a suggestion, a batch looked at, one update, one board."""

import contextlib
import re
import zlib

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from townline.casework.cases import api as cases
from townline.casework.classification import api as classification
from townline.platform.departments.api import Act
from townline.prevention.incidents import api
from townline.prevention.incidents.broadcasts import api as broadcasts
from townline.prevention.incidents.broadcasts.models import Broadcast
from townline.prevention.incidents.models import Incident, Need, RoleHolder, Team
from townline.prevention.incidents.tests.making import (
    SNOW,
    act,
    join,
    open_incident,
    receive_snow_texts,
    receive_text,
    submit_and_approve,
    submit_update,
)

PLACED = "제설 · 느티시장 입구"
pytestmark = pytest.mark.django_db


def test_a_suggestion_becomes_an_incident_and_its_batch_is_looked_at(world, visit):
    codes = receive_snow_texts(world)
    other = receive_text(world, "다솜동 도서관 주말에도 열어 주세요", 50)
    classification.incidents_run(now=world.now)
    client = visit("clerk1")
    assert "/incidents/new/?suggestion=" in client.get("/incidents/suggested/").text
    number = classification.incidents(
        viewer=world.person("clerk1"), since=world.now.replace(month=1)
    )[0].id
    form = client.get(f"/incidents/new/?suggestion={number}").text
    assert f'name="suggestion" value="{number}"' in form
    assert 'value="snow" selected' in form
    sent = {"kind": "snow", "title": "다솜동 눈", "since": "2026-11-25T14:00", "suggestion": number,
            "place": "다솜동", "departments": ["roads", "welfare"]}  # fmt: skip
    answer = client.post("/incidents/new/", sent)
    incident = Incident.objects.get()
    assert answer.url == f"/incidents/{incident.pk}/join/"
    assert {"roads", "welfare"} <= set(incident.departments)
    page = client.get(f"{answer.url}?q=다솜동").text
    assert page.count('name="codes"') == 4
    assert f'name="anyway" value="{other}"' in page
    client.post(f"/incidents/{incident.pk}/do/join", {"codes": codes})
    page = client.get(f"/incidents/{incident.pk}/").text
    assert all(f'href="/cases/{code}/"' in page for code in codes)
    assert f'href="/incidents/{incident.pk}/"' in client.get(f"/cases/{codes[0]}/").text
    assert client.get("/incidents/export.csv").text.count("\n") == 2
    assert "다솜동 눈" in client.get("/incidents/?q=다솜동").text
    assert "검색 결과가 없습니다" in client.get("/incidents/?kind=flood").text


def test_bad_forms_are_told_with_what_was_written(world, visit):
    client = visit("clerk1")
    wrong = {"kind": "x", "title": "이름", "since": "2026-11-25T14:00"}
    answer = client.post("/incidents/new/", wrong)
    assert answer.status_code == 422
    assert "이름" in answer.text
    incident = open_incident(world)
    assert (
        client.post(
            f"/incidents/{incident.pk}/do/need", {"kind": "x", "place": "느티동"}
        ).status_code
        == 422
    )
    assert client.post(f"/incidents/{incident.pk}/do/role", {"role": "boss"}).status_code == 422
    merged = client.post(f"/incidents/{incident.pk}/do/merge", {"into": incident.pk})
    assert merged.status_code == 422
    assert "같은 상황입니다" in merged.text
    assert client.post(f"/incidents/{incident.pk}/do/submit", {"broadcast": 1}).status_code == 409
    assert visit("welfare.officer").get(f"/incidents/{incident.pk}/").status_code == 404
    assert visit("admin").get("/incidents/").status_code == 403


def test_the_mayor_reads_words_and_recipients_and_approves(world, visit):
    incident = open_incident(world)
    join(world, incident, receive_snow_texts(world, 3))
    update = submit_update(world, incident, bodies={"en": "The slope will be cleared by 6pm."})
    address = f"/incidents/{incident.pk}/updates/{update.pk}/"
    mayor = visit("mayor")
    assert address in mayor.get("/morning/").text
    page = mayor.get(address).text
    assert f'name="hash" value="{update.hash}"' in page
    assert "The slope will be cleared by 6pm." in page
    assert "3명에게 발송 승인" in page
    assert "0000002" not in page.replace("010-****", "")
    form = {"broadcast": update.pk, "hash": "0" * 64}
    assert mayor.post(f"/incidents/{incident.pk}/do/approve", form).status_code == 409
    mayor.post(f"/incidents/{incident.pk}/do/approve", form | {"hash": update.hash})
    assert Broadcast.objects.get().state == "approved"
    assert "실행 취소" in mayor.get(address).text
    assert visit("clerk1").post(f"/incidents/{incident.pk}/do/approve", form).status_code == 403


def test_a_board_keeps_needs_teams_roles_notes_and_its_own_log(world, visit):
    incident = open_incident(world)
    codes = receive_snow_texts(world, 2)
    cases.case_retitle(world.by("clerk1"), code=codes[0], title=PLACED)
    join(world, incident, codes)
    client = visit("clerk1")
    do = f"/incidents/{incident.pk}/do/"
    client.post(
        do + "need", {"kind": "clearing", "place": "다솜동", "note": "후문 쪽", "code": codes[0]}
    )
    need = Need.objects.get()
    assert need.latitude is not None or need.place == "다솜동"
    client.post(do + "need-done", {"need": need.pk, "done": "1"})
    client.post(
        do + "team", {"name": "제설 1호", "vehicle": "1", "place": "다솜동", "task": "비탈길"}
    )
    client.post(do + "team", {"team": Team.objects.get().pk, "place": "한들구청", "task": "계단"})
    client.post(do + "role", {"role": "lead"})
    client.post(
        do + "role", {"role": "lead", "username": "roads.officer", "note": "모래가 모자랍니다"}
    )
    client.post(do + "note", {"body": "비탈길 통제를 시작함"})
    item = incident.checklist.first()
    client.post(do + "tick", {"item": item.pk, "done": "1"})
    page = client.get(f"/incidents/{incident.pk}/board/").text
    expected = ("비탈길 통제를 시작함", "제설 1호", "모래가 모자랍니다", "후문 쪽")
    # Where the cases are stands on the map, of who may see them.
    assert f'data-map-kind="case" data-map-name="{PLACED}" data-map-id="{codes[0]}"' in page
    assert page.count('data-map-kind="case"') == 2
    for words in (*expected, "조치 완료", "역할 인계", "점검 항목 완료", "민원 연결"):
        assert words in page, words
    assert RoleHolder.objects.filter(ends=None).count() == 1
    assert client.post(do + "need-done", {"need": need.pk, "done": "1"}).status_code == 409
    submit_and_approve(world, incident)  # stands on the report too
    report = client.get(f"/incidents/{incident.pk}/report.pdf")
    assert report.content.startswith(b"%PDF-")
    assert report.content.count(b"/Type /Page\n") + report.content.count(b"/Type /Page ") <= 1
    # Its map in the colours of its style: the ground's #f4f5f6, and no black.
    inflated = b"".join(_inflate(report.content))
    assert b"0.956863 0.960784 0.964706 rg" in inflated
    assert b"0.156863 0.470588 1 rg" in inflated  # the case


def _inflate(paper):
    for packed in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", paper, re.DOTALL):
        with contextlib.suppress(zlib.error):
            yield zlib.decompressobj().decompress(packed)


def test_pages_of_many_take_as_many_statements_as_of_two(world, visit):
    incident = open_incident(world)
    join(world, incident, receive_snow_texts(world, 2))
    clerk = world.person("clerk1")

    def statements(read):
        with CaptureQueriesContext(connection) as queries:
            read()
        return len(queries)

    def reads():
        return (
            statements(lambda: api.incident_get(Act(clerk, world.now), incident_id=incident.pk)),
            statements(lambda: api.board_get(incident_id=incident.pk, viewer=clerk)),
            statements(lambda: api.incidents_list(viewer=clerk, filters=api.IncidentFilters())),
        )

    def more(first):
        for number in range(first, first + 3):
            code = receive_text(world, SNOW[number % 4], 60 + number)
            join(world, incident, [code])
            act(world, api.need_add, incident, kind="ice", spot=api.IncidentSpot(name="느티동"))
            act(world, api.note_add, incident, body=f"기록 {number}")
            open_incident(world, title=f"상황 {number}")

    more(0)
    submit_and_approve(world, incident)
    world.wait(seconds=30)
    broadcasts.broadcasts_run(now=world.now)
    few = reads()
    more(3)
    assert reads() == few


def test_english_pages_count_cases_and_name_dongs_as_other_pages_do(world, visit):
    incident = open_incident(world)
    clerk = visit("clerk1", "en")
    board = clerk.get(f"/incidents/{incident.pk}/board/").text
    assert "<dt>Cases</dt>" in board
    assert ">Roles</h2>" in board
    for path in ("", f"{incident.pk}/", f"{incident.pk}/board/"):
        page = clerk.get(f"/incidents/{path}").text
        shown = re.sub(r"<option[^>]*>", "", page).replace("다솜동 눈", "")  # its title
        assert "Dasom-dong" in shown, path
        assert ">다솜동<" not in shown, path
