"""Texts of one case on several topics: never sure, each odd one named, one press takes it apart."""

import datetime as dt
from dataclasses import dataclass

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.reader import reading
from townline.casework.cases import api as cases
from townline.casework.cases.models import Case
from townline.casework.classification import api
from townline.casework.classification.models import TextReading
from townline.casework.classification.rules.topics import has_one_topic, topics_of
from townline.casework.classification.services.reading_assign import assign_by_itself
from townline.platform.core import district as district_data
from townline.platform.core.history import audit
from townline.platform.core.models import District
from townline.platform.departments.api import Act

LAMP, BUS, JAB, SNOW = "가로등이 꺼졌어요", "버스가 안 와요", "독감 주사 언제", "눈 안 치웠어요"
CODES = {"가로등": "lighting", "버스": "traffic", "주사": "health", "눈": "snow"}
SURE = {
    word: reading((code, 0.97, (word,)), ("general", 0.02, ()), sure=True)
    for word, code in CODES.items()
}


@dataclass
class ReadingRow:
    text_id: int
    service: str
    probability: float = 0.9
    state: str = "read"
    version: str = "1"
    topic_same: bool = False
    at: dt.datetime = dt.datetime(2026, 11, 25, tzinfo=dt.UTC)


def topic_tuples(*rows):
    return [(one.service, one.texts, one.named) for one in topics_of(rows)]


def test_texts_that_agree_are_one_topic():
    assert topic_tuples(ReadingRow(1, "roads"), ReadingRow(2, "roads", 0.5)) == [
        ("roads", (1, 2), (1, 2))
    ]
    assert has_one_topic([ReadingRow(1, "roads"), ReadingRow(2, "roads")])


def test_a_text_that_says_too_little_follows_the_one_before_it():
    rows = [
        ReadingRow(1, "general", 0.3),
        ReadingRow(2, "roads"),
        ReadingRow(3, ""),
        ReadingRow(4, "snow"),
        ReadingRow(5, "", 0.0),
    ]
    assert topic_tuples(*rows) == [("roads", (1, 2, 3), (2,)), ("snow", (4, 5), (4,))]
    assert not has_one_topic(rows)


def test_what_a_person_called_the_same_belongs_to_what_opened_the_case():
    rows = [
        ReadingRow(1, "roads"),
        ReadingRow(2, "snow"),
        ReadingRow(3, "parks", topic_same=True),
        ReadingRow(4, ""),
    ]
    assert topic_tuples(*rows) == [("roads", (1, 3, 4), (1,)), ("snow", (2,), (2,))]


def test_they_stand_in_order_of_time_however_they_are_given():
    assert topic_tuples(ReadingRow(2, "snow"), ReadingRow(1, "roads")) == [
        ("roads", (1,), (1,)),
        ("snow", (2,), (2,)),
    ]


@pytest.mark.parametrize(
    ("row", "all_agree"),
    [
        (ReadingRow(2, "snow", 0.39), True),
        (ReadingRow(2, "snow", 0.4), False),
        (ReadingRow(2, "", 0.0), True),
        (ReadingRow(2, "", 0.0, state="waiting", version=""), False),
        (ReadingRow(2, "roads", state="waiting"), True),
        (ReadingRow(2, "", 0.0, state="failed", version=""), True),
        (ReadingRow(2, "snow", topic_same=True), True),
    ],
)
def test_when_all_texts_agree(row, all_agree):
    assert has_one_topic([ReadingRow(1, "roads"), row]) is all_agree


@pytest.fixture
def receive_texts(world, reader):
    """Let texts of one resident come in and be read; give the code of their case."""
    reader.readings = dict(SURE)

    def texts(*bodies, sender="01000000042"):
        codes = []
        for body in bodies:
            codes.append(world.text(body, sender))
            world.wait(minutes=1)
            api.readings_run(now=world.now)
        assert len(set(codes)) == 1
        return codes[0]

    return texts


def page_of(visit, code, who="clerk1"):
    return visit(who).get(f"/cases/{code}/").content.decode()


def split(visit, code, who="clerk1"):
    rows = TextReading.objects.filter(case__code=code)
    leaving = [number for topic in topics_of(rows)[1:] for number in topic.texts]
    return visit(who).post(f"/cases/{code}/split-topics", {"text": leaving})


@pytest.mark.django_db
def test_a_lamp_a_bus_a_jab_and_snow_are_never_sure_and_no_key_sends_them(
    receive_texts, visit, world
):
    code = receive_texts(LAMP, BUS, JAB, SNOW)
    page = page_of(visit, code)
    assert 'data-key="accept"' not in page
    assert "신뢰도 높음" not in page
    found = api.suggestion_of(api.readings_of(Case.objects.get(code=code).id), world.now)
    assert not found.sure
    assert [topic.service for topic in found.topics] == ["lighting", "traffic", "health", "snow"]


@pytest.mark.django_db
def test_one_topic_is_as_sure_as_before(receive_texts, visit):
    page = page_of(visit, receive_texts(LAMP, "또 가로등"))
    assert 'data-key="accept"' in page
    assert 'id="topics"' not in page


@pytest.mark.django_db
def test_each_odd_text_is_named_with_what_it_looks_like(receive_texts, visit):
    page = page_of(visit, receive_texts(LAMP, BUS))
    panel = page[page.index('id="topics"') :]
    assert f"“{BUS}” → <b>교통" in panel
    assert page.count("다른 주제로 보임") == 1
    assert 'data-key="choose"' in panel


@pytest.mark.django_db
def test_a_rule_and_a_set_service_have_no_key_either(receive_texts, visit, world):
    api.rule_add(world.by("clerk1"), rule_input=api.RuleInput(department="parks", words="가로등"))
    page = page_of(visit, receive_texts(LAMP, BUS))
    assert 'name="rule"' in page
    assert 'data-key="accept"' not in page


@pytest.mark.django_db
def test_one_press_gives_each_topic_its_own_case_and_each_is_sure_then(receive_texts, visit):
    code = receive_texts(LAMP, BUS, "네 번째 정류장", SNOW)
    answer = split(visit, code)
    assert answer.status_code == 302
    assert answer["Location"].startswith(f"/cases/{code}/")
    made = Case.objects.exclude(code=code).order_by("id")
    assert [case.preview for case in made] == [BUS, SNOW]
    assert [case.state for case in made] == ["received", "received"]
    assert TextReading.objects.filter(case=made[0]).count() == 2
    for case in Case.objects.all():
        assert 'data-key="accept"' in page_of(visit, case.code)
    opened = audit.history(f"case:{made[0].id}").get(event="case:status:open")
    assert opened.data["split_from"] == code


@pytest.mark.django_db
def test_one_undo_takes_all_of_it_back(receive_texts, visit, world):
    code = receive_texts(LAMP, BUS, JAB, SNOW)
    before = list(TextReading.objects.values_list("text_id", "case__code").order_by("text_id"))
    split(visit, code)
    assert "주제별로 분리했습니다" in page_of(visit, code)
    assert visit("clerk1").post(f"/cases/{code}/put-back").status_code == 302
    after = list(TextReading.objects.values_list("text_id", "case__code").order_by("text_id"))
    assert after == before
    assert set(Case.objects.exclude(code=code).values_list("state", flat=True)) == {"merged"}
    assert Case.objects.get(code=code).state == "received"
    assert "주제별로 분리했습니다" not in page_of(visit, code)


@pytest.mark.django_db
def test_it_is_undone_from_any_of_them_but_not_once_one_went_on(receive_texts, visit, world):
    code = receive_texts(LAMP, BUS, SNOW)
    split(visit, code)
    bus, snow = Case.objects.exclude(code=code).order_by("id")
    cases.case_assign(world.by("clerk1"), code=bus.code, service="traffic")
    with pytest.raises(cases.BuiltOn):
        cases.regroup_undo(world.by("clerk1"), code=snow.code)
    assert Case.objects.get(code=snow.code).state == "received"
    cases.regroup_undo(world.by("clerk1"), code=bus.code)
    assert Case.objects.get(code=bus.code).state == "received"


@pytest.mark.django_db
def test_what_was_not_seen_is_not_split(receive_texts, visit, world):
    code = receive_texts(LAMP, BUS)
    odd = TextReading.objects.filter(case__code=code).last().pk
    receive_texts(SNOW)
    answer = visit("clerk1").post(f"/cases/{code}/split-topics", {"text": odd})
    assert answer.status_code == 409
    assert Case.objects.count() == 1


@pytest.mark.django_db
def test_who_may_not_write_does_not_split(receive_texts, visit):
    code = receive_texts(LAMP, BUS)
    assert split(visit, code, "auditor").status_code in {403, 404}
    assert Case.objects.count() == 1


@pytest.mark.django_db
def test_who_says_that_it_is_one_matter_gets_the_sure_one_back(receive_texts, visit):
    code = receive_texts(LAMP, BUS)
    odd = TextReading.objects.filter(case__code=code).last().pk
    visit("clerk1").post(f"/cases/{code}/same", {"text": [odd]})
    page = page_of(visit, code)
    assert 'data-key="accept"' in page
    assert 'name="service" value="lighting"' in page
    assert audit.history(f"case:{Case.objects.get(code=code).id}").last().event == "case:topic:keep"


@pytest.mark.django_db
def test_what_was_sure_when_it_was_shown_is_not_taken_after_another_text(receive_texts, visit):
    code = receive_texts(LAMP)
    text = TextReading.objects.get(case__code=code).pk
    receive_texts(BUS)
    TextReading.objects.exclude(pk=text).update(probability=0.5, sure=False)
    given = {"text": text, "service": "lighting"}
    path = f"/cases/{code}/suggestion"
    assert visit("clerk1").post(path, given | {"sure": "on"}).status_code == 409
    assert visit("clerk1").post(path, given).status_code == 302


@pytest.mark.django_db
def test_all_of_it_goes_to_one_of_the_topics_where_a_person_says_so(receive_texts, visit):
    code = receive_texts(LAMP, BUS)
    found = api.suggesting(api.readings_of(Case.objects.get(code=code).id))
    for service in ("traffic", "lighting"):
        assert f'name="service" value="{service}"' in page_of(visit, code)
    given = {"text": found.text_id, "service": "traffic"}
    assert visit("clerk1").post(f"/cases/{code}/suggestion", given).status_code == 302
    assert Case.objects.get(code=code).service_id == "traffic"


@pytest.mark.django_db
def test_of_equal_readings_the_earlier_suggests_in_whatever_order_they_come(receive_texts):
    code = receive_texts(LAMP, BUS)
    rows = list(TextReading.objects.filter(case__code=code).order_by("at"))
    assert len({(row.sure, row.probability) for row in rows}) == 1
    assert api.suggesting(rows) == api.suggesting(rows[::-1]) == rows[0]


@pytest.mark.django_db
def test_lists_of_sure_ones_leave_it_out_and_its_row_says_so(receive_texts, visit, world):
    one, several = receive_texts(LAMP), receive_texts(LAMP, BUS, sender="01000000043")
    waits = receive_texts(LAMP, sender="01000000044")
    TextReading.objects.filter(case__code=waits).update(state="waiting", version="")
    client = visit("clerk1")

    def codes(view):
        rows = client.get(f"/api/v1/cases?state={view}").json()["items"]
        return {row["code"] for row in rows}

    assert codes("sure") == {one}
    assert codes("unsure") == {several, waits}
    check_figures(codes, world)
    TextReading.objects.filter(case__code=waits).update(spam_set_aside=True)
    Case.objects.filter(code=waits).update(is_promised=False)
    assert codes("aside") == {waits}
    check_figures(codes, world)
    assert client.get("/inbox/").content.decode().count("여러 주제") == 1


def check_figures(codes, world):
    found = cases.counts(world.by("clerk1"))
    views = ("sure", "unsure", "aside", "todo", "open", "received", "overdue")
    assert {view: found[view] for view in views} == {view: len(codes(view)) for view in views}


@pytest.mark.django_db
def test_it_is_not_sent_by_itself(receive_texts, world, monkeypatch):
    row = District.objects.get()
    row.settings = row.settings | {"triage": {"auto_assign": ["lighting"]}}
    row.save()
    district_data.forget()
    monkeypatch.setattr(
        "townline.casework.classification.services.reading_assign.precision_of",
        lambda *_, **__: 1.0,
    )
    code = receive_texts(LAMP)
    case = Case.objects.get(code=code)
    assert case.department_id == "roads"
    cases.regroup_undo(world.by("clerk1"), code=code)
    receive_texts(BUS)
    first = TextReading.objects.get(case__code=code, text_first=True)
    case.refresh_from_db()
    assert not assign_by_itself(case, first, world.now)


@pytest.mark.django_db
def test_programs_see_the_topics_and_split_by_them(receive_texts, visit):
    code = receive_texts(LAMP, BUS)
    client = visit("clerk1")
    found = client.get(f"/api/v1/cases/{code}/suggestion").json()
    assert found["sure"] is False
    assert [topic["service"] for topic in found["topics"]] == ["lighting", "traffic"]
    path, texts = f"/api/v1/cases/{code}/split-topics", found["topics"][1]["texts"]
    answer = client.post(path, {"texts": texts}, content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (200, code)
    assert answer.json()["undoable"]["deed"] == "topics"
    assert Case.objects.count() == 2


@pytest.mark.django_db
def test_a_list_previews_what_opened_the_case(receive_texts, visit, world):
    code = receive_texts(
        LAMP, "그리고 골목이 어두워요", "감사합니다", f"상태 {Case.objects.count()}"
    )
    assert Case.objects.get(code=code).preview == LAMP
    row = visit("clerk1").get("/inbox/").content.decode()
    assert f'<span class="preview">{LAMP}</span>' in row


@pytest.mark.django_db
def test_a_preview_follows_the_texts_that_are_moved(receive_texts, world):
    code = receive_texts(LAMP, "또 가로등", "감사합니다")
    clerk, (first, *_) = world.person("clerk1"), TextReading.objects.order_by("text_id")
    new = cases.case_split(Act(clerk, world.now), code=code, texts=[first.pk])
    assert new.preview == LAMP
    assert Case.objects.get(code=code).preview == "또 가로등"


@pytest.mark.django_db
def test_a_case_that_was_read_asks_little(receive_texts, visit):
    code = receive_texts(BUS)
    client = visit("clerk1")
    client.get(f"/cases/{code}/")  # what each process reads once in half a minute is not counted
    with CaptureQueriesContext(connection) as queries:
        assert client.get(f"/cases/{code}/").status_code == 200
    assert len(queries) <= 15
