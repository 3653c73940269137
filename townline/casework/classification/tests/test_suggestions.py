"""What a machine suggests is taken with one press, put right, and never done by itself."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.reader import reading
from townline.casework.cases import api as cases
from townline.casework.cases.models import Case
from townline.casework.cases.views import labels
from townline.casework.classification import api
from townline.casework.classification.models import TextReading
from townline.casework.classification.services import reading_assign
from townline.casework.classification.services.reading_store import readings_erase
from townline.casework.classification.views.api.readings import _sureness
from townline.casework.deadlines import api as deadlines
from townline.platform.core import district as district_data
from townline.platform.core.history import audit
from townline.platform.core.models import District
from townline.platform.departments.api import Act
from townline.platform.triage.api import Danger

pytestmark = pytest.mark.django_db
SURE = reading(("roads", 0.97, ("구멍",)), ("traffic", 0.02, ()), ("parks", 0.01, ()), sure=True)
UNSURE = reading(("parks", 0.5, ("셔틀콕",)), ("roads", 0.3, ()), ("waste", 0.1, ()))
SPAM = reading(("general", 0.6, ()), kind="spam", kind_probability=0.999, spam=True)


@pytest.fixture
def receive_text(world, reader):
    """Let a text come in and be read; give the code of its case."""
    reader.readings = {"구멍": SURE, "셔틀콕": UNSURE, "대출": SPAM}

    def text(body, sender="01000000042"):
        code = world.text(body, sender)
        world.wait(seconds=1)
        api.readings_run(now=world.now)
        return code

    return text


def _suggestion_part(page):
    """Give what the page says beside the case; the filters name the grades as well."""
    return page[page.index('<section id="suggestion">') :]


def take(visit, code, service, **more):
    row = api.suggesting(list(TextReading.objects.filter(case__code=code)))
    data = {"text": row.pk, "service": service} | more
    return visit("clerk1").post(f"/cases/{code}/suggestion", data)


def row_of(code):
    return TextReading.objects.get(case__code=code)


def test_a_sure_one_stands_alone_with_its_key_and_its_words_marked(receive_text, visit):
    page = visit("clerk1").get(f"/cases/{receive_text('길에 구멍이 났어요')}/").content.decode()
    assert page.count('data-key="accept"') == 1
    assert "신뢰도 높음" in _suggestion_part(page)
    assert "길에 <mark>구멍</mark>이 났어요" in page
    assert 'name="service" value="roads"' in page
    assert 'name="service" value="traffic"' not in page


def test_the_words_of_a_danger_are_marked_where_they_stand(receive_text, visit, reader):
    body = "연기 그림이 좋아요. 창문에서 연기가 나와요"
    found = Danger("fire", 0.99, (), (body.rindex("연기"), body.rindex("나와요") + 3))
    reader.readings["창문"] = replace(SURE, danger=found, sure=False)
    code = receive_text(body)
    page = visit("clerk1").get(f"/cases/{code}/").content.decode()
    assert "연기 그림이 좋아요. 창문에서 <mark>연기가 나와요</mark>" in page
    assert "위험 근거: 화재" in " ".join(page.split())
    row = row_of(code)
    assert (row.danger_start, row.danger_end) == found.span
    readings_erase([row.case_id])
    assert (row_of(code).danger_start, row_of(code).danger_end) == (None, None)


def test_an_unsure_one_is_a_choice_of_three_without_a_key(receive_text, visit):
    page = visit("clerk1").get(f"/cases/{receive_text('셔틀콕이 자꾸 날아와요')}/").content.decode()
    assert 'data-key="accept"' not in page
    assert [f'name="service" value="{one}"' in page for one in ("parks", "roads", "waste")] == [
        True, True, True]  # fmt: skip
    assert "신뢰도 보통" in _suggestion_part(page)
    assert "신뢰도 낮음" in _suggestion_part(page)


@pytest.mark.parametrize(
    ("body", "shown"), [("ㅁㄴ 저기 그거요", False), ("Здесь яма на дороге, помогите", True)]
)
def test_without_evidence_nothing_is_suggested_in_a_language_that_we_read(
    receive_text, visit, reader, body, shown
):
    for start, language in (("ㅁㄴ", "ko"), ("Здесь", "ru")):
        options = (("parks", 0.6, ()), ("waste", 0.2, ()))
        reader.readings[start] = reading(*options, language=language)
    page = visit("clerk1").get(f"/cases/{receive_text(body)}/").content.decode()
    assert ('name="service" value="parks"' in _suggestion_part(page)) == shown
    assert ("내용만으로는 알 수 없습니다" in page) != shown


def test_what_is_not_sure_is_never_called_high(receive_text, visit, reader):
    reader.readings["산불"] = reading(("parks", 0.94, ("산불",)), ("waste", 0.03, ()))
    page = visit("clerk1").get(f"/cases/{receive_text('산불 날까 걱정')}/").content.decode()
    assert "신뢰도 보통" in _suggestion_part(page)
    assert "신뢰도 높음" not in _suggestion_part(page)


@pytest.mark.parametrize(
    ("probability", "published", "shown"),
    [(1, "nearly", "high"), (0.9, "nearly", "high"), (0.899, "quite", "medium"),
     (0.7, "quite", "medium"), (0.699, "perhaps", "medium"), (0.4, "perhaps", "medium"),
     (0.399, "hardly", "low"), (0, "hardly", "low")],
)  # fmt: skip
def test_the_api_keeps_four_words_and_pages_show_three(probability, published, shown):
    one = api.Likely(code="roads", probability=probability)
    assert (_sureness(one), str(one.confidence)) == (published, shown)


def test_there_are_three_grades_of_confidence():
    assert (
        set(labels.CONFIDENCES) == {str(one) for one in api.Confidence} == {"high", "medium", "low"}
    )


def test_who_may_not_send_it_sees_no_suggestion(receive_text, world, visit):
    code = receive_text("길에 구멍이 났어요")
    world.assign(code)
    page = visit("roads.officer").get(f"/cases/{code}/").content.decode()
    assert 'id="suggestion"' not in page
    assert "<mark>" not in page


def test_taking_it_sends_the_case_and_opens_the_next(receive_text, visit, world):
    first = receive_text("길에 구멍이 났어요", "01000000041")
    second = receive_text("또 구멍이 났어요", "01000000043")
    answer = take(visit, first, "roads")
    assert answer.status_code == 302
    assert answer["Location"].startswith(f"/cases/{second}/?")
    case = Case.objects.get(code=first)
    assert (case.state, case.service_id, case.department_id) == (
        "with_department", "roads", "roads")  # fmt: skip
    row = row_of(first)
    assert (row.decided_service, row.how) == ("roads", "accepted")
    assert row.decided_by.username == "clerk1"
    page = visit("clerk1").get(answer["Location"]).content.decode()
    assert f'action="/cases/{first}/put-back' in page
    assert "taken=" not in page[page.index("<main") :]


def test_it_is_undone_like_any_sending(receive_text, visit, world):
    code = receive_text("길에 구멍이 났어요")
    take(visit, code, "roads")
    visit("clerk1").post(f"/cases/{code}/put-back")
    assert Case.objects.get(code=code).state == "received"
    row = row_of(code)
    assert (row.decided_service, row.decided_at, row.how) == ("", None, "")


def test_another_one_is_remembered_as_a_correction(receive_text, world):
    code = receive_text("길에 구멍이 났어요")
    cases.case_assign(world.by("clerk1"), code=code, service="drainage")
    row = row_of(code)
    assert (row.service, row.decided_service, row.how) == ("roads", "drainage", "changed")


@pytest.mark.parametrize(
    ("department", "service", "how"), [("roads", "roads", "accepted"), ("water", "", "changed")]
)
def test_a_department_alone_says_whether_it_was_right(
    receive_text, world, department, service, how
):
    code = receive_text("길에 구멍이 났어요")
    world.assign(code, department)
    assert (row_of(code).decided_service, row_of(code).how) == (service, how)


def test_the_last_word_counts(receive_text, world, visit):
    code = receive_text("길에 구멍이 났어요")
    take(visit, code, "roads")
    cases.case_misroute(world.by("roads.officer"), code=code, reason="하수구입니다")
    cases.case_assign(world.by("clerk1"), code=code, service="drainage")
    assert (row_of(code).decided_service, row_of(code).how) == ("drainage", "changed")


def test_who_gave_a_case_back_is_not_suggested_again(receive_text, world, visit):
    code = receive_text("길에 구멍이 났어요")
    take(visit, code, "roads")
    cases.case_misroute(world.by("roads.officer"), code=code, reason="우리 길이 아님")
    page = visit("clerk1").get(f"/cases/{code}/").content.decode()
    assert 'name="service" value="roads"' not in page
    assert 'name="service" value="traffic"' in page
    assert 'data-key="accept"' not in page


def test_what_was_not_seen_is_not_taken(receive_text, visit, world, reader):
    code = receive_text("길에 구멍이 났어요")
    old = row_of(code).pk
    assert take(visit, code, "health").status_code == 409
    reader.readings["가로등"] = reading(("lighting", 0.99, ()), sure=True)
    receive_text("그리고 가로등이 꺼졌어요")
    answer = visit("clerk1").post(f"/cases/{code}/suggestion", {"text": old, "service": "roads"})
    assert answer.status_code == 409
    assert Case.objects.get(code=code).state == "received"


def test_a_matter_that_comes_after_a_greeting_is_what_counts(receive_text, visit, reader):
    reader.readings["여쭐"] = reading(("general", 0.3, ()))
    code = receive_text("여쭐 것이 하나 있습니다")
    receive_text("길에 구멍이 났어요")
    page = visit("clerk1").get(f"/cases/{code}/").content.decode()
    assert 'name="service" value="roads"' in page


def test_a_nearly_certain_kind_goes_along(receive_text, visit, reader):
    reader.readings["언제"] = reading(
        ("culture", 0.96, ()), kind="question", kind_probability=0.97, sure=True
    )
    code = receive_text("도서관 언제 여나요")
    assert 'name="kind" value="question"' in visit("clerk1").get(f"/cases/{code}/").content.decode()
    take(visit, code, "culture", kind="question")
    assert deadlines.legal_clock(case_id=Case.objects.get(code=code).id).kind == "question"
    assert row_of(code).decided_kind == "question"


def test_a_rule_of_the_district_comes_first(receive_text, visit, world):
    api.rule_add(world.by("clerk1"), rule_input=api.RuleInput(department="safety", words="구멍"))
    page = visit("clerk1").get(f"/cases/{receive_text('길에 구멍이 났어요')}/").content.decode()
    assert page.count('data-key="accept"') == 1
    assert page.index("배정 규칙") < page.index('name="service" value="roads"')
    rule = page[page.index("배정 규칙") : page.index('name="service" value="roads"')]
    assert 'data-key="accept"' in rule


# Advertisements


def test_what_was_promised_an_answer_is_never_set_aside(world, reader, visit):
    reader.readings = {"대출": SPAM}
    code = world.text("무이자 대출 당일")
    world.wait(seconds=3)
    world.send()  # the receipt has left: it promised an answer
    api.readings_run(now=world.now)
    assert not row_of(code).spam_set_aside
    assert code in visit("clerk1").get("/inbox/").content.decode()


def test_a_real_complaint_that_reads_as_spam_stays_in_the_lists(receive_text, reader, visit):
    reader.readings["연락 주세요"] = reading(
        ("roads", 0.91, ()), kind="spam", kind_probability=0.999, sure=True, spam=True
    )
    code = receive_text("안녕하세요 010-0000-5678로 연락 주세요 보도블록 깨졌어요 느티시장 앞")
    assert not row_of(code).spam_set_aside
    assert code in visit("clerk1").get("/inbox/").content.decode()


def test_what_is_set_aside_is_a_row_and_comes_back_before_its_time(receive_text, world, visit):
    code = receive_text("무이자 대출 당일")
    assert not Case.objects.get(code=code).is_promised
    assert 'href="/inbox/?view=aside"' in visit("clerk1").get("/inbox/").content.decode()
    clerk = world.person("clerk1")
    later = Act(clerk, world.now + dt.timedelta(hours=37))
    for view in ("todo", "open", "received"):
        listed = cases.cases_list(later, filters=cases.CaseFilters(view=view)).rows
        assert [row.code for row in listed] == [code]
    over = Act(clerk, world.now + dt.timedelta(hours=49))
    assert len(cases.cases_list(over, filters=cases.CaseFilters(view="overdue")).rows) == 1
    assert cases.counts(over)["overdue"] == 1


def test_no_key_closes_an_advertisement(receive_text, visit):
    page = visit("clerk1").get(f"/cases/{receive_text('무이자 대출 당일')}/").content.decode()
    assert "광고로 종결" in page
    assert 'data-key="accept"' not in page


def test_an_advertisement_lies_aside_and_is_never_gone(receive_text, visit):
    code = receive_text("무이자 대출 당일")
    client = visit("clerk1")
    assert code not in client.get("/inbox/").content.decode()
    aside = client.get("/inbox/?view=aside").content.decode()
    assert code in aside
    assert "광고 의심" in client.get("/inbox/").content.decode()
    assert code in client.get("/inbox/?view=all").content.decode()
    assert Case.objects.get(code=code).state == "received"


def test_a_person_closes_it_and_may_undo_that(receive_text, visit):
    code = receive_text("무이자 대출 당일")
    visit("clerk1").post(f"/cases/{code}/spam")
    assert Case.objects.get(code=code).state == "closed"
    row = row_of(code)
    assert (row.decided_kind, row.spam_said, row.spam_set_aside) == ("spam", True, False)
    visit("clerk1").post(f"/cases/{code}/put-back")
    row.refresh_from_db()
    assert (row.decided_kind, row.spam_said) == ("", None)


def test_a_person_says_that_it_is_none_and_it_stays_back(receive_text, visit, world):
    code = receive_text("무이자 대출 당일")
    visit("clerk1").post(f"/cases/{code}/not-spam")
    assert code in visit("clerk1").get("/inbox/").content.decode()
    assert audit.history(f"case:{Case.objects.get(code=code).id}").last().event == "case:spam:clear"
    api.readings_again([row_of(code).pk], now=world.now)
    api.readings_run(now=world.now)
    assert not row_of(code).spam_set_aside


def test_a_true_text_after_it_brings_the_case_back(receive_text, visit):
    code = receive_text("무이자 대출 당일")
    receive_text("앞 문자는 잘못 보냈어요. 길에 구멍이 있습니다")
    assert code in visit("clerk1").get("/inbox/").content.decode()


def test_a_danger_is_never_put_aside(receive_text, reader):
    reader.readings["가스"] = reading(("buildings", 0.6, ()), danger="gas", spam=True)
    assert not row_of(receive_text("가스 냄새")).spam_set_aside


# By itself


@pytest.fixture
def trusting(settings):
    """Let the district trust the machine with road matters."""
    row = District.objects.get()
    before = row.settings
    row.settings = before | {"triage": {"auto_assign": ["roads"], "auto_precision": 0.9}}
    row.save()
    district_data.forget()
    yield
    row.settings = before
    row.save()
    district_data.forget()


def decide_reading(world, number, *, right=True):
    """Have people decide about sure suggestions, rightly or not."""
    one = TextReading.objects.create(
        text_id=10_000_000 + number,
        case=Case.objects.order_by("id").first(),
        at=world.now - dt.timedelta(days=2),
        state="read",
        service="roads",
        sure=True,
        decided_at=world.now,
        decided_service="roads" if right else "parks",
        how="accepted" if right else "changed",
    )
    return one.pk


def test_nothing_is_sent_by_itself_unless_the_district_says_so(receive_text):
    assert Case.objects.get(code=receive_text("길에 구멍이 났어요")).state == "received"


def test_nothing_is_sent_by_itself_before_people_have_shown_that_it_is_right(
    receive_text, trusting
):
    assert Case.objects.get(code=receive_text("길에 구멍이 났어요")).state == "received"


def test_a_proved_service_is_sent_by_itself_and_anybody_who_sorts_takes_it_back(
    receive_text, trusting, world, visit
):
    world.text("처음 문자", "01000000041")
    for number in range(60):
        decide_reading(world, number)
    code = receive_text("길에 구멍이 났어요")
    case = Case.objects.get(code=code)
    assert (case.state, case.department_id) == ("with_department", "roads")
    line = audit.history(f"case:{case.id}").filter(event="case:department:assign").get()
    assert (line.actor, line.actor_label) == ("machine", "분류")
    assert row_of(code).how == "by_itself"
    visit("clerk1").post(f"/cases/{code}/put-back")
    assert Case.objects.get(code=code).state == "received"


def test_a_few_wrong_ones_end_it(receive_text, trusting, world):
    world.text("처음 문자", "01000000041")
    for number in range(60):
        decide_reading(world, number, right=number > 5)
    assert Case.objects.get(code=receive_text("길에 구멍이 났어요")).state == "received"


def test_an_unsure_one_or_a_danger_is_never_sent_by_itself(receive_text, trusting, world, reader):
    world.text("처음 문자", "01000000041")
    for number in range(60):
        decide_reading(world, number)
    reader.readings = {
        "꺼졌": reading(("roads", 0.8, ())),
        "무너": reading(("roads", 0.99, ()), sure=True, danger="cavity"),
    }
    assert Case.objects.get(code=receive_text("꺼졌어요", "01000000043")).state == "received"
    assert Case.objects.get(code=receive_text("길이 무너져요", "01000000044")).state == "received"


def test_the_machine_may_nothing_else():
    assert sorted(reading_assign.machine().powers) == ["assign", "read_all"]


# Through the API


@pytest.fixture
def clerk(world, visit):
    return visit("clerk1")


def test_programs_read_and_take_it_too(receive_text, clerk):
    code = receive_text("길에 구멍이 났어요")
    found = clerk.get(f"/api/v1/cases/{code}/suggestion").json()
    assert (found["state"], found["sure"], found["aside"]) == ("read", True, False)
    assert found["services"][0] == {
        "code": "roads", "probability": 0.97, "sureness": "nearly", "words": ["구멍"]}  # fmt: skip
    given = {"text": found["text"], "service": "health"}
    path = f"/api/v1/cases/{code}/suggestion"
    refused = clerk.post(path, given, content_type="application/json")
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/suggestion-gone")
    response = clerk.post(path, given | {"service": "roads"}, content_type="application/json")
    assert (response.status_code, response.json()["department"]) == (200, "roads")


def test_programs_say_what_an_advertisement_is(receive_text, clerk):
    code = receive_text("무이자 대출 당일")
    listed = clerk.get("/api/v1/cases?state=aside").json()["items"]
    assert [one["code"] for one in listed] == [code]
    back = clerk.post(f"/api/v1/cases/{code}/not-spam", content_type="application/json")
    assert back.status_code == 200
    closed = clerk.post(f"/api/v1/cases/{code}/spam", content_type="application/json")
    assert (closed.status_code, closed.json()["state"]) == (200, "closed")


def test_what_somebody_sends_to_a_department_is_no_advertisement(receive_text, visit):
    code = receive_text("무이자 대출 당일")
    visit("clerk1").post(f"/cases/{code}/assign", {"department": "roads", "service": "roads"})
    inbox = visit("roads.officer").get("/inbox/").content.decode()
    assert code in inbox
    assert "광고 의심" not in inbox


def test_what_is_taken_up_in_another_way_lies_aside_no_more(receive_text, visit):
    code = receive_text("무이자 대출 당일")
    Case.objects.filter(code=code).update(state="reopened")
    client = visit("clerk1")
    assert code in client.get("/inbox/").content.decode()
    assert code not in client.get("/inbox/?view=aside").content.decode()
