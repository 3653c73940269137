"""A case in the hands of an outside agency stays ours until they have answered."""

import datetime as dt

import pytest

from townline.casework.cases import api as cases
from townline.casework.cases.models import Case, Notice
from townline.casework.coordination import api
from townline.casework.coordination.models import Referral
from townline.casework.coordination.rules.referral import referral_reminders

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def code(world):
    code = world.text("신호등이 고장 났어요")
    world.assign(code)
    return code


def hand(world, code, username="roads.officer", **more):
    words = {"agency": "handeul-police", "promised_at": world.now + 4 * DAY} | more
    return api.referral_hand(world.by(username), code=code, **words)


def lead(world, referral):
    return {"referral_id": referral.id, "act": world.by("roads.officer")}


def noticed_usernames(kind):
    return set(Notice.objects.filter(kind=kind).values_list("staff__username", flat=True))


def test_three_reminders_before_at_and_after():
    now = dt.datetime(2026, 11, 25, tzinfo=dt.UTC)
    assert referral_reminders(now, now + 4 * DAY) == [now + 3 * DAY, now + 4 * DAY, now + 6 * DAY]
    soon = referral_reminders(now, now + DAY)
    assert soon == [now + DAY / 2, now + DAY, now + 3 * DAY]


@pytest.mark.server
def test_the_officer_is_reminded_before_and_the_head_after(world, code):
    hand(world, code)
    world.wait(days=3)
    assert (api.referrals_run(now=world.now), api.referrals_run(now=world.now)) == (1, 0)
    assert "roads.officer" in noticed_usernames("referral_near")
    world.wait(days=1)
    assert api.referrals_run(now=world.now) == 1
    assert "roads.officer" in noticed_usernames("referral_late")
    world.wait(days=2)
    assert api.referrals_run(now=world.now) == 1
    assert "roads.head" in noticed_usernames("referral_late")
    world.wait(days=30)
    assert api.referrals_run(now=world.now) == 0


def test_after_an_outage_there_is_one_reminder(world, code):
    hand(world, code)
    world.wait(days=10)
    assert (api.referrals_run(now=world.now), api.referrals_run(now=world.now)) == (1, 0)
    assert noticed_usernames("referral_near") == set()


def test_the_last_answer_waits_for_the_agency_and_an_interim_one_does_not(world, code):
    referral = hand(world, code)
    world.draft(code)
    with pytest.raises(api.ReferralOpen):
        world.submit(code)
    world.draft(code, kind=cases.Kind.INTERIM, next_due_at=world.now + 4 * DAY)
    world.submit(code)
    world.confirm(code)
    world.wait(seconds=30)
    world.send()
    assert Case.objects.get(code=code).state == "with_department"
    api.referral_answer(**lead(world, referral), outcome="신호등을 고쳤습니다")
    world.draft(code)
    world.submit(code)


def test_a_hand_off_is_answered_moved_or_called_back_once(world, code):
    referral = hand(world, code)
    api.referral_move(
        **lead(world, referral), promised_at=world.now + 9 * DAY, reason="부품을 기다린답니다"
    )
    assert Referral.objects.get().next_at == world.now + 8 * DAY
    api.referral_answer(**lead(world, referral), outcome="고쳤습니다")
    for again in (
        lambda: api.referral_answer(**lead(world, referral), outcome="고쳤습니다"),
        lambda: api.referral_call_back(**lead(world, referral), reason="사유"),
    ):
        with pytest.raises(cases.WrongState):
            again()
    world.wait(days=30)
    assert api.referrals_run(now=world.now) == 0


def test_bad_input_is_refused_in_words(world, code):
    with pytest.raises(api.InThePast):
        hand(world, code, promised_at=world.now)
    with pytest.raises(api.UnknownAgency):
        hand(world, code, agency="moon-police")
    referral = hand(world, code)
    with pytest.raises(api.InThePast):
        api.referral_move(**lead(world, referral), promised_at=world.now, reason="사유")
    with pytest.raises(cases.InvalidInput):
        api.referral_answer(**lead(world, referral), outcome=" ")
    unsorted = world.text("쓰레기가 쌓였어요", sender="01000000043")
    with pytest.raises(cases.WrongState):
        hand(world, unsorted, "clerk1")


def test_other_departments_neither_see_nor_settle_it(world, code):
    referral = hand(world, code)
    assert api.referrals_open(viewer=world.person("parks.officer")) == []
    with pytest.raises(cases.NotFound):
        api.referral_answer(world.by("parks.officer"), referral_id=referral.id, outcome="고침")


def test_the_list_is_overdue_first_and_asks_a_constant_number_of_questions(
    world, visit, code, django_assert_max_num_queries
):
    hand(world, code, promised_at=world.now + 5 * DAY)
    hand(world, code, agency="haetsal-power", promised_at=world.now + DAY)
    for number in range(6):
        hand(world, code, promised_at=world.now + (10 + number) * DAY)
    world.wait(days=2)
    client = visit("roads.officer")
    with django_assert_max_num_queries(15):
        page = client.get("/referrals/").content.decode()
    assert page.index("햇살전력") < page.index("한들경찰서")
    assert "회신 기한 경과" in page


def test_the_pages_hand_over_insert_the_words_and_settle(world, visit, code):
    client = visit("roads.officer")
    client.post(
        f"/cases/{code}/hand",
        {"agency": "handeul-police", "promised": "2026-11-30", "reference": "A-1"},
    )
    referral = Referral.objects.get()
    assert referral.promised_at == dt.datetime(2026, 11, 30, 9, tzinfo=dt.UTC)
    form = {"body": "", "kind": "interim", "base_version": "0", "do": f"office-{referral.id}"}
    client.post(f"/cases/{code}/write", form | {"next_due": "2026-12-01"})
    assert "한들경찰서" in world.case(code).draft.body
    assert "02-0000-7010" in world.case(code).draft.body
    client.post(f"/cases/{code}/hand/{referral.id}", {"do": "answer", "words": "고쳤답니다"})
    page = client.get(f"/cases/{code}/").content.decode()
    assert "고쳤답니다" in page
    # Answered, it says when that was, and no longer by when it was due.
    assert "11. 30.(월) 18:00까지" not in page


def test_a_case_with_other_offices_takes_others_in_and_is_not_taken(world, code):
    referral = hand(world, code)
    other = world.text("쓰레기가 쌓였어요", sender="01000000043")
    clerk = {"act": world.by("clerk1")}
    with pytest.raises(api.JointCase):
        cases.case_merge(code=code, into=other, **clerk, confirm=True)
    cases.case_merge(code=other, into=code, **clerk, confirm=True)
    api.referral_answer(**lead(world, referral), outcome="고쳤습니다")
