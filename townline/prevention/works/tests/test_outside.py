"""A landlord's or tenant's page behind a link: the code, the answers, what is refused."""

import datetime as dt
import re

import pytest
from django.apps import apps

from tests.texts import texts_to_number
from townline.platform.core.history.audit import history
from townline.prevention.works import api as works
from townline.prevention.works.api import Consent, How, PartyPerson, Role, WorkObject
from townline.prevention.works.models import ConsentLink, Party
from townline.prevention.works.selectors.kinds import work_text
from townline.prevention.works.services.asking import link_make
from townline.prevention.works.tests.things import BY, YES, decide_measures, now_of, order_measures

pytestmark = [pytest.mark.django_db]
TENANT, LANDLORD = "+821000000421", "+821000000422"
_LINK = re.compile(r"/k/\w+")


@pytest.fixture(autouse=True)
def reached(settings):
    settings.TOWNLINE_PUBLIC_URL = "https://town.example"


def party(row, role=Role.TENANT, phone=TENANT, **more):
    person = PartyPerson(name="홍길동", phone=phone, post="새벗로 1", **more)
    return works.party_set(object_id=row.object_id, role=role, person=person, **BY)


def text_link(row, world, **more):
    """Ask the tenant by text; give the link's path."""
    one = party(row, **more)
    by = {"actor": BY["actor"], "now": world.now}
    assert works.parties_text([one.pk], **by).sent == 1
    return _LINK.search(texts_to_number(more.get("phone", TENANT))[-1]).group()


def test_a_text_for_consent_waits_for_the_end_of_the_quiet_hours(world, visit):
    world.now = world.now.replace(hour=14, minute=0)  # 23:00 in Seoul
    one = party(decide_measures("3")[0])
    client = visit("housing.officer")
    page = client.post(f"/works/objects/{one.object_id}/ask", {"party": one.pk}, follow=True).text
    assert re.search(r"문자를 보내지 않는 시간이라 [^<]*08:00에 발송합니다", page)
    rows = apps.get_model("conversations", "OutgoingText").objects
    assert rows.get().not_before.hour == 23  # 8:00 in Seoul


@pytest.mark.parametrize(
    ("language", "pays"), [("ko", "비용은 구청이 냅니다"), ("en", "office pays")]
)
@pytest.mark.parametrize("words", ["ask", "remind"])
def test_a_text_for_consent_says_who_pays_and_by_when(words, language, pays):
    template = work_text(words, language)
    assert pays in template
    assert "{day}" in template


def test_the_page_says_who_pays_and_by_when_until_all_is_answered(visit, world):
    world.now = dt.datetime(2026, 11, 2, 3, tzinfo=dt.UTC)
    (row,) = decide_measures()
    url = text_link(row, world)
    assert "11월 16일(월)까지 답해 주세요" in texts_to_number(TENANT)[-1]
    client = visit()
    page = client.get(url).text
    assert "구청이 비용을 내는 공사입니다" in page
    assert "11월 16일(월)까지 답해 주세요." in page
    assert "Please answer by Mon 16 Nov." in client.get(f"{url}?lang=en").text
    world.now += dt.timedelta(days=20)
    page = client.get(url).text
    assert "까지 답해 주세요" not in page
    assert "지금도 답하실 수 있습니다" in page
    enter_code(client, url)
    form(client, url, do="all")
    assert "답하실 수 있습니다" not in client.get(url).text


def form(client, url, **more):
    page = client.get(url)
    assert page.status_code == 200, page.content.decode()[:500]
    key = re.search(r'name="key" value="([^"]+)"', page.content.decode()).group(1)
    return client.post(url, {"key": key} | more)


def enter_code(client, url, phone=TENANT):
    """Show by a code that the telephone is one's own."""
    page = form(client, url, do="code").content.decode()
    proof = re.search(r'name="proof" value="([^"]+)"', page).group(1)
    code = re.search(r"\d{6}", texts_to_number(phone)[-1]).group()
    assert form(client, url, do="enter", proof=proof, code=code).status_code == 302


def test_the_request_and_its_code_come_from_one_sender(visit, world):
    (row,) = decide_measures()
    url = text_link(row, world)
    form(visit(), url, do="code")
    request, code = texts_to_number(TENANT)[-2:]
    assert request.startswith("[한들구] ")
    assert code.startswith("[한들구] 주택 정비 동의 인증번호는 ")


def state_of(row, role):
    return Consent.objects.get(measure=row, role=role).state


def test_who_has_the_link_reads_and_only_who_types_the_code_answers(visit, world):
    (row,) = decide_measures()
    url = text_link(row, world)
    client = visit()
    page = client.get(url).content.decode()
    assert "새벗로 1" not in page
    assert "끝번호 0421" in page
    assert TENANT[3:] not in page
    assert form(client, url, do="all").status_code == 409
    assert form(visit(), url, do="enter", proof="x", code="000000").status_code == 422
    enter_code(client, url)
    assert form(client, url, do="all").status_code == 302
    assert state_of(row, "tenant") == "given"
    shown = client.get(url).content.decode()
    assert "새벗로 1" in shown
    assert "지금 답: 동의합니다" in shown
    # Another browser with the same link learns neither the address nor the answer.
    other = visit()
    for hidden in ("새벗로 1", "동의합니다</b>", "지금 답"):
        assert hidden not in other.get(url).content.decode()
    consent = Consent.objects.get(measure=row, role="tenant").pk
    answer = {f"answer-{consent}": "no", "reason": "싫음", "do": "answer"}
    assert form(other, url, **answer).status_code == 409
    assert state_of(row, "tenant") == "given"
    # In the history it is the tenant who said so.
    last = history(f"measure:{row.pk}").filter(event="measure:consent:give").last()
    assert last.actor_label == "세입자"


def test_the_page_marks_which_of_several_works_need_an_answer(visit, world):
    rows = decide_measures("1", "flood-barrier", "ventilation-fan", "openable-grille")
    url = text_link(rows[0], world)
    client = visit()
    enter_code(client, url)
    assert "건 가운데" not in client.get(url).text
    chosen = {row.kind: Consent.objects.get(measure=row, role="tenant").pk for row in rows}
    answer = {f"answer-{chosen['flood-barrier']}": "no", "reason": "이사 갑니다", "do": "answer"}
    assert form(client, url, **answer).status_code == 302
    page = client.get(url).text
    assert "공사 3건 가운데 2건에 답이 필요합니다" in page
    waiting = [
        "답이 필요합니다</p>" in part.partition("</li>")[0] for part in page.split("<h3 id=")[1:]
    ]
    assert waiting == [True, True, False]
    # A refusal stays one: who agrees to the others has not agreed to it.
    form(client, url, do="all")
    states = {kind: Consent.objects.get(pk=pk).state for kind, pk in chosen.items()}
    assert states == {
        "flood-barrier": "refused", "ventilation-fan": "given", "openable-grille": "given",
    }  # fmt: skip
    assert "답이 필요합니다" not in client.get(url).text


def test_a_consent_for_another_home_is_refused_clearly_and_nothing_is_answered(visit, world):
    (row,), (other,) = decide_measures(), decide_measures("2")
    url = text_link(row, world)
    client = visit()
    enter_code(client, url)
    mine = Consent.objects.get(measure=row, role="tenant").pk
    foreign = Consent.objects.get(measure=other, role="tenant").pk
    fields = {f"answer-{mine}": "yes", f"answer-{foreign}": "yes", "do": "answer"}
    page = form(client, url, **fields)
    assert page.status_code == 422
    assert "이 링크의 집에 대한 동의가 아닙니다" in page.content.decode()
    assert {state_of(row, "tenant"), state_of(other, "tenant")} == {"asked", "needed"}


def test_a_no_needs_a_reason_and_a_withdrawal_after_the_order_holds_it(visit, world):
    (row,) = order_measures()
    one = party(row)
    Consent.objects.filter(measure=row, role="tenant").update(party=one)
    url = _LINK.search(link_make(one, How.LINK, world.now).url).group()
    client = visit(None, "en")
    enter_code(client, url)
    consent = Consent.objects.get(measure=row, role="tenant").pk
    no = {f"answer-{consent}": "no", "do": "answer"}
    page = form(client, url, **no)
    words = page.content.decode()
    assert page.status_code == 422
    assert "동의하지 않는 이유를 적어 주세요." in words
    # What was chosen stays chosen.
    assert re.search(rf'name="answer-{consent}" value="no" checked', words)
    assert now_of(row).state == "ordered"
    assert form(client, url, reason="We are moving", **no).status_code == 302
    assert (now_of(row).state, now_of(row).held_for) == ("held", "consent")
    assert "Your answer now: I do not agree" in client.get(f"{url}?lang=en").content.decode()
    assert b"We are moving" not in bytes(Consent.objects.get(pk=consent).reason)


def test_a_letter_teaches_us_the_number_and_a_known_one_is_never_replaced(visit, world):
    (row,) = decide_measures()
    one = party(row, phone="")
    url = _LINK.search(link_make(one, How.LETTER, world.now).url).group()
    client = visit()
    page = form(client, url, do="code", phone="010-0000-0421").content.decode()
    proof = re.search(r'name="proof" value="([^"]+)"', page).group(1)
    code = re.search(r"\d{6}", texts_to_number(TENANT)[-1]).group()
    assert form(client, url, do="enter", proof=proof, code=code).status_code == 302
    assert Party.objects.get(pk=one.pk).resident_id
    # From now on the code goes to that number, whatever somebody else types.
    before = len(texts_to_number(TENANT))
    form(visit(), url, do="code", phone="010-0000-0499")
    assert len(texts_to_number(TENANT)) == before + 1
    assert texts_to_number("+821000000499") == []


def test_who_moved_out_is_asked_no_more_and_the_next_tenant_is(visit, world):
    (row,) = decide_measures()
    url = text_link(row, world)
    client = visit()
    enter_code(client, url)
    form(client, url, do="all")
    page = form(client, url, do="moved")
    assert page.status_code == 200
    assert client.get(url).status_code == 410
    assert state_of(row, "tenant") == "needed"
    assert Consent.objects.get(measure=row, role="tenant").party is None
    again = party(row, phone="+821000000423")
    assert Consent.objects.get(measure=row, role="tenant").party == again


def test_a_wrong_link_looks_like_one_that_is_over(visit, world):
    (row,) = decide_measures()
    url = text_link(row, world)
    wrong = visit().get("/k/" + "0" * 32)
    ConsentLink.objects.update(until=world.now)
    over = visit().get(url)
    assert (wrong.status_code, over.status_code) == (410, 410)
    same = [re.sub(r"\s+", " ", page.content.decode()) for page in (wrong, over)]
    assert same[0] == same[1]


def test_who_does_not_answer_is_reminded_a_few_times_and_a_year_later_asked_again(world):
    (row,) = decide_measures()
    text_link(row, world)
    sent = []
    for _ in range(5):
        world.wait(days=8)
        works.consents_run(now=world.now)
        works.consents_run(now=world.now)
        sent.append(len(texts_to_number(TENANT)))
    assert sent == [2, 3, 4, 4, 4]
    landlord = Consent.objects.get(measure=row, role="landlord").pk
    tenant = Consent.objects.get(measure=row, role="tenant").pk
    by = {"actor": BY["actor"], "now": world.now}
    works.consents_give([landlord, tenant], YES, **by)
    assert now_of(row).state == "ready"
    world.wait(days=340)
    works.consents_run(now=world.now)
    works.consents_run(now=world.now)
    assert len(texts_to_number(TENANT)) == 5
    assert "아직 살고 계신가요" in texts_to_number(TENANT)[-1]
    world.wait(days=40)
    works.consents_run(now=world.now)
    assert state_of(row, "tenant") == "expired"
    assert state_of(row, "landlord") == "given"  # a landlord's counts for years
    assert now_of(row).state == "decided"


def test_numbers_and_names_lie_sealed_and_are_given_out_and_erased(world):
    (row,) = decide_measures()
    one = party(row)
    stored = Party.objects.get(pk=one.pk)
    assert "홍길동".encode() not in bytes(stored.name)
    part = works.work_person_part()
    (found,) = part.tell(TENANT)
    assert (found["name"], found["role"]) == ("홍길동", "tenant")
    part.erase(TENANT, reason="요청", **BY)
    stored = Party.objects.get(pk=one.pk)
    assert (stored.name, stored.post, stored.resident_id) == (None, None, None)
    assert part.tell(TENANT) == []
    assert WorkObject.objects.filter(pk=row.object_id).exists()


def test_a_landlord_of_two_homes_has_one_link_for_both(visit, world):
    (first,), (second,) = decide_measures("1"), decide_measures("2")
    (other,) = decide_measures("3")
    for row in (first, second):
        party(row, Role.LANDLORD, LANDLORD)
    party(other, Role.LANDLORD, TENANT)
    ids = list(Party.objects.order_by("id").values_list("id", flat=True))
    before = len(texts_to_number(LANDLORD))
    by = {"actor": BY["actor"], "now": world.now}
    assert works.parties_text(ids, **by).sent == 3
    (text,) = texts_to_number(LANDLORD)[before:]
    assert "새벗로 1 외 1곳" in text
    client, url = visit(), _LINK.search(text).group()
    # Whoever only has the link sees the one home that it names.
    assert "새벗로 2" not in client.get(url).text
    enter_code(client, url, LANDLORD)
    page = client.get(url).text
    assert "새벗로 2" in page
    assert "새벗로 3" not in page
    assert form(client, url, do="all").status_code == 302
    given = Consent.objects.filter(state="given").values_list("measure", flat=True)
    assert set(given) == {first.pk, second.pk}
    strange = Party.objects.get(object=other.object_id)
    assert form(client, url, do="moved", party=strange.pk).status_code == 422
    of = Party.objects.get(object=second.object_id)
    assert form(client, url, do="moved", party=of.pk).status_code == 200
    assert state_of(second, "landlord") == "needed"
    assert state_of(first, "landlord") == "given"
