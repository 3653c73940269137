"""One answer to several cases: confirmed once, sent once, and all of them answered by it."""

import datetime as dt

import pytest

from townline.casework.answers import api as answers_api
from townline.casework.answers.models import Confirmation
from townline.casework.cases import api as cases, errors
from townline.casework.cases.models import Case
from townline.casework.cases.rules import ApprovedWords, Bundled, Kind, confirmation_hash
from townline.casework.data_protection import api
from townline.platform.conversations import api as conversations

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(world):
    """Two cases of one resident, split from one text's thread, both with roads, each with words."""
    first = world.text("길이 파였어요")
    world.deliver(f"{first} 가로등도 꺼졌어요")
    world.route()
    texts = [t.id for t in world.case(first).thread if t.direction == "in"]
    second = cases.case_split(world.by("clerk1"), code=first, texts=texts[1:]).code
    for code, body in ((first, "길을 메웠습니다."), (second, "등을 갈았습니다.")):
        world.assign(code)
        world.draft(code, body)
    return first, second


def bundle(world, lead, *others, username="roads.officer"):
    return answers_api.case_bundle(world.by(username), code=lead, others=others)


def states(*codes):
    return [Case.objects.get(code=code).state for code in codes]


def answers():
    """Give the answers that were not taken back, each in the thread it was written for."""
    threads = conversations.thread_many([f"case:{case.id}" for case in Case.objects.all()])
    texts = [text for thread in threads.values() for text in thread]
    return [text for text in texts if text.kind == "answer" and text.state != "cancelled"]


def test_the_words_come_together_and_the_other_waits_with_it(world, two):
    bundle(world, *two)
    assert states(*two) == ["drafted", "bundled"]
    assert world.case(two[0]).draft.body == "길을 메웠습니다.\n\n등을 갈았습니다."


def test_one_confirmation_and_one_text_answer_both_at_the_same_moment(world, two):
    bundle(world, *two)
    world.submit(two[0])
    world.confirm(two[0])
    assert states(*two) == ["confirmed", "bundled"]
    world.wait(seconds=30)
    world.send()
    assert len(answers()) == 1
    assert states(*two) == ["answered", "answered"]
    moments = {Case.objects.get(code=code).answered_at for code in two}
    assert moments == {world.now}
    bodies = [[t.body for t in world.case(c).thread if t.kind == "answer"] for c in two]
    assert bodies == [["길을 메웠습니다.\n\n등을 갈았습니다."]] * 2
    assert Case.objects.filter(bundled_into__isnull=False).count() == 0


def test_an_interim_answer_sets_the_next_day_for_both(world, two):
    bundle(world, *two)
    next_due = world.now + dt.timedelta(days=5)
    world.draft(two[0], "살펴보고 있습니다.", kind=cases.Kind.INTERIM, next_due_at=next_due)
    world.submit(two[0])
    world.confirm(two[0])
    world.wait(seconds=30)
    world.send()
    assert states(*two) == ["with_department", "with_department"]
    assert {Case.objects.get(code=c).answer_due_at for c in two} == {next_due}


@pytest.mark.parametrize("at", [0, 1])
def test_a_newer_text_in_any_of_them_voids_the_confirmation(world, two, at):
    bundle(world, *two)
    world.submit(two[0])
    world.confirm(two[0])
    world.text(f"{two[at]} 하나 더 있어요")
    assert states(*two) == ["awaiting_confirmation", "bundled"]
    assert Confirmation.objects.filter(ended_at=None).count() == 0
    world.wait(seconds=30)
    world.send()
    assert answers() == []


def test_thanks_in_the_other_is_a_newer_text_too(world, two):
    bundle(world, *two)
    world.submit(two[0])
    world.confirm(two[0])
    Case.objects.filter(code=two[1]).update(last_text_at=world.now + dt.timedelta(seconds=1))
    world.text("감사합니다")
    assert states(*two) == ["awaiting_confirmation", "bundled"]


@pytest.mark.parametrize("at", [0, 1])
def test_what_the_mayor_looked_at_binds_the_others_last_text(world, two, at):
    bundle(world, *two)
    world.submit(two[0])
    seen = world.case(two[0]).draft.hash
    world.text(f"{two[at]} 하나 더 있어요")
    with pytest.raises(answers_api.TextChanged):
        answers_api.case_confirm(world.by("mayor"), code=two[0], hash_=seen)


def test_taking_one_out_makes_it_another_answer(world, two):
    bundle(world, *two)
    world.submit(two[0])
    seen = world.case(two[0]).draft.hash
    answers_api.case_unbundle(world.by("roads.officer"), code=two[1])
    assert states(*two) == ["awaiting_confirmation", "drafted"]
    with pytest.raises(answers_api.TextChanged):
        answers_api.case_confirm(world.by("mayor"), code=two[0], hash_=seen)


def test_undo_brings_all_of_them_back(world, two):
    bundle(world, *two)
    world.submit(two[0])
    world.confirm(two[0])
    answers_api.case_undo(world.by("mayor"), code=two[0])
    assert states(*two) == ["awaiting_confirmation", "bundled"]
    world.confirm(two[0])
    world.wait(seconds=30)
    world.send()
    assert states(*two) == ["answered", "answered"]


def test_a_text_that_could_not_be_sent_answers_none_of_them(world, two):
    bundle(world, *two)
    world.submit(two[0])
    world.confirm(two[0])
    world.wait(seconds=30)
    world.send("refused", permanent=True, raw_status=0x0B, detail="no such number")
    assert states(*two) == ["returned", "bundled"]
    assert world.case(two[1]).thread[-1].kind != "answer"


def test_a_text_that_came_while_it_left_opens_only_its_own_case_again(world, two):
    bundle(world, *two)
    world.submit(two[0])
    world.confirm(two[0])
    world.wait(seconds=30)
    jobs = world.claim()
    world.text(f"{two[1]} 하나 더 있어요")
    assert states(*two) == ["confirmed", "bundled"]  # a link has it already
    accept(world, jobs)
    assert states(*two) == ["answered", "reopened"]


def accept(world, jobs):
    from townline.platform.conversations.ports import SubmitResult

    results = [
        SubmitResult(segment_id=j.segment_id, outcome="accepted", message_id=f"m{j.segment_id}")
        for j in jobs
    ]
    conversations.outgoing_report(results=results, now=world.now)


def test_while_the_answer_is_on_its_way_nothing_is_taken_out(world, two):
    bundle(world, *two)
    world.submit(two[0])
    world.confirm(two[0])
    with pytest.raises(cases.AnswerOnItsWay):
        answers_api.case_unbundle(world.by("roads.officer"), code=two[1])


def test_what_is_answered_together_is_not_regrouped_or_ended_alone(world, two):
    third = world.text("쓰레기가 쌓였어요", sender="01000000043")
    bundle(world, *two)
    clerk = {"act": world.by("clerk1")}
    for code in two:
        with pytest.raises(cases.BundledCase):
            cases.case_merge(code=code, into=third, **clerk, confirm=True)
        with pytest.raises(cases.BundledCase):
            cases.case_merge(code=third, into=code, **clerk, confirm=True)
        with pytest.raises(cases.WrongState):
            cases.case_dismiss(code=code, reason="광고", **clerk)
    assert states(*two) == ["drafted", "bundled"]


def test_cases_of_other_people_never_share_an_answer(world, two):
    third = world.text("쓰레기가 쌓였어요", sender="01000000043")
    world.assign(third)
    with pytest.raises(cases.NotSamePeople):
        bundle(world, two[0], third, username="clerk1")
    assert states(third) == ["with_department"]


@pytest.mark.parametrize(
    ("others", "error"),
    [([], "InvalidInput"), (["lead"], "IntoItself"), (["H6-9999"], "NotFound")],
)
def test_bad_input_is_refused_in_words(world, two, others, error):
    names = [two[0] if other == "lead" else other for other in others]
    with pytest.raises(getattr(errors, error)):
        bundle(world, two[0], *names)


def test_one_case_stands_in_one_bundle(world, two):
    bundle(world, *two)
    with pytest.raises(cases.BundledCase):
        bundle(world, two[1], two[0])
    third = world.text("쓰레기가 쌓였어요 전혀 다른 일입니다")
    if third in two:
        return
    world.assign(third)
    with pytest.raises(cases.BundledCase):
        bundle(world, third, two[1], username="clerk1")


def test_who_may_not_see_the_other_cannot_answer_it(world, two):
    world.assign(two[1], "parks")
    with pytest.raises(cases.NotFound):
        bundle(world, *two)


def test_erasing_the_person_takes_them_apart_first(world, two):
    bundle(world, *two)
    api.person_erase(world.by("admin"), number="010-0000-0042", reason="본인이 원함", force=True)
    assert states(*two) == ["closed", "closed"]


def test_the_hash_of_a_single_case_is_what_it_was():
    words = {"resident_id": 1, "kind": Kind.ANSWER, "body": "답", "last_incoming_id": 2}
    alone = confirmation_hash(ApprovedWords(**words))
    assert alone == confirmation_hash(ApprovedWords(**words, bundled=(), positions=()))
    others = [
        ApprovedWords(**words, bundled=(Bundled(3, 4, 0),)),
        ApprovedWords(**words, bundled=(Bundled(3, 5, 0),)),
        ApprovedWords(**words, bundled=(Bundled(3, 4, 1),)),
        ApprovedWords(**words, positions=(("parks", "given", 1),)),
        ApprovedWords(**words, positions=(("parks", "given", 2),)),
        ApprovedWords(**words, positions=(("parks", "silent", 1),)),
    ]
    assert len({alone, *map(confirmation_hash, others)}) == len(others) + 1


def test_the_pages_bundle_and_take_apart(world, visit, two):
    client = visit("roads.officer")
    page = client.get(f"/cases/{two[0]}/").content.decode()
    assert f'name="other" value="{two[1]}"' in page
    client.post(f"/cases/{two[0]}/bundle", {"other": two[1]})
    assert two[1] in client.get(f"/cases/{two[0]}/").content.decode()
    assert f"/cases/{two[1]}/unbundle" in client.get(f"/cases/{two[1]}/").content.decode()
    world.submit(two[0])
    assert two[1] in visit("mayor").get(f"/morning/{two[0]}/").content.decode()
    client.post(f"/cases/{two[1]}/unbundle")
    assert states(two[1]) == ["drafted"]
