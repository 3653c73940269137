"""A person is erased: no word and no number is left, the figures are, and nothing breaks."""

import datetime as dt

import pytest

from tests import pictures
from tests.traces import Number, columns
from townline.casework.cases import api as cases
from townline.casework.cases.models import Case
from townline.casework.classification.api import resident_cases
from townline.casework.data_protection import api
from townline.platform.conversations import api as conversations
from townline.platform.core import clock, media
from townline.platform.core.models import Transition
from townline.platform.core.personal_data import persons

NUMBER = "010-0000-7319"
CANARY = Number("01000007319")
WORDS = ("복숭아나무", "살구나무", "자두나무", "앵두나무", "호두나무")


@pytest.fixture
def person(world):
    """Give the code of an answered case with words of all kinds in it."""
    code = world.text(f"{WORDS[0]} 앞 길이 파였어요", sender="01000007319")
    world.assign(code)
    world.draft(code, body=f"{WORDS[1]} 옆을 메웠습니다. - 한들구 도로과")
    world.submit(code)
    cases.note_add(world.by("clerk1"), code=code, body=WORDS[2])
    cases.case_retitle(world.by("clerk1"), code=code, title=WORDS[3])
    world.confirm(code)
    world.wait(seconds=30)
    for job in world.send():
        world.receipt(job)
    world.deliver("", "01000007319", charset="binary", payload=WORDS[4].encode())
    return code


def erase(world, username="admin", **fields):
    arguments = {"number": NUMBER, "reason": "본인 신청"} | fields
    return api.person_erase(world.by(username), **arguments)


def places(*sought):
    found = set()
    for table, column, value in columns():
        text = bytes(value) if isinstance(value, memoryview | bytes) else str(value).encode()
        for word in sought:
            if word.encode() in text or word.encode("utf-16-be") in text:
                found.add(f"{table}.{column}")
    return found


def test_no_word_is_left_anywhere(world, person):
    assert places(*WORDS) >= {"conversations_incomingtext.body", "cases_note.body"}
    erase(world)
    assert places(*WORDS) == set()


def test_no_number_is_left_even_for_the_keys(world, person):
    assert conversations.resident_find(NUMBER) is not None
    erase(world)
    assert conversations.resident_find(NUMBER) is None
    assert {f"{t}.{c}" for t, c, value in columns() if CANARY.is_in(value)} == set()
    sealed = ("conversations_incomingtext.sender", "conversations_resident.number")
    sealed_values = [bytes(value) for t, c, value in columns() if f"{t}.{c}" in sealed]
    assert set(sealed_values) == {b""}
    masks = [value for _, c, value in columns() if c in {"number_masked", "sender_masked"}]
    assert set(masks) == {persons.NUMBER}


def test_figures_and_history_stay(world, person):
    before = Transition.objects.count()
    case = Case.objects.get(code=person)
    erase(world)
    after = Case.objects.get(code=person)
    assert (after.state, after.answered_at) == (case.state, case.answered_at)
    assert Transition.objects.count() > before
    line = Transition.objects.get(event=persons.EVENT)
    assert line.reason == "본인 신청"
    assert line.data == {"cases": 1, "texts": line.data["texts"]}
    assert line.data["texts"] >= 3


def test_the_page_of_the_case_says_it(world, person, visit):
    erase(world)
    page = visit("clerk1").get(f"/cases/{person}/").content.decode()
    assert persons.WORDS in page
    assert visit("clerk1").post(f"/cases/{person}/number", {"reason": "현장"}).status_code == 409


def test_who_was_erased_cannot_be_answered(world, person):
    erase(world)
    with pytest.raises(cases.WrongState, match="erased"):
        cases.case_reopen(world.by("roads.officer"), code=person, reason="다시")
    with pytest.raises(cases.WrongState, match="erased"):
        api.number_reveal(world.by("clerk1"), code=person, reason="현장")
    assert world.claim() == []


def test_who_writes_again_is_somebody_new(world, person):
    erase(world)
    fresh = world.text("길이 또 파였어요", sender="01000007319")
    assert fresh != person
    found = resident_cases(detail=world.case(fresh), viewer=world.person("clerk1"))
    assert found.others == []


def test_a_text_that_comes_again_stays_erased(world):
    named = {"provider_reference": "net-1", "payload": "길".encode("utf-16-be")}
    world.deliver("", "01000007319", **named)
    world.route()
    erase(world, force=True)
    world.deliver("", "01000007319", **named)
    assert conversations.resident_find(NUMBER) is None
    assert world.route() == 0


def test_an_open_case_is_a_reason_to_refuse(world):
    code = world.text("길이 파였어요", sender="01000007319")
    with pytest.raises(cases.WrongState, match=code):
        erase(world)
    assert world.case(code).row.title != persons.WORDS


@pytest.mark.parametrize("as_far_as", ["received", "with_department", "awaiting_confirmation"])
def test_an_open_case_is_closed_by_force(world, as_far_as):
    code = world.text("길이 파였어요", sender="01000007319")
    if as_far_as != "received":
        world.assign(code)
    if as_far_as == "awaiting_confirmation":
        world.draft(code)
        world.submit(code)
    assert world.case(code).row.state == as_far_as
    erase(world, force=True)
    assert world.case(code).row.state == "closed"
    assert world.claim() == []  # not even the receipt leaves any more


def test_a_confirmed_answer_is_waited_for(world):
    code = world.text("길이 파였어요", sender="01000007319")
    world.assign(code)
    world.draft(code)
    world.submit(code)
    world.confirm(code)
    with pytest.raises(cases.WrongState, match="about to leave"):
        erase(world, force=True)
    world.wait(seconds=30)
    world.send()
    assert erase(world).cases == 1


def test_a_text_on_its_way_is_waited_for(world):
    world.text("길이 파였어요", sender="01000007319")
    world.deliver("그리고 또", "01000007319")
    with pytest.raises(cases.WrongState, match="coming in"):
        erase(world, force=True)
    world.route()
    assert world.claim()
    with pytest.raises(cases.WrongState, match="going out"):
        erase(world, force=True)
    assert conversations.resident_find(NUMBER) is not None


def test_a_text_with_unknown_outcome_is_given_up(world):
    world.text("길이 파였어요", sender="01000007319")
    world.send("unknown")
    erase(world, force=True)
    assert conversations.unknown_outgoing(10) == []


def test_others_keep_their_words(world, person):
    other = world.text("가로등이 꺼졌어요", sender="01000000077")
    erase(world)
    assert world.case(other).thread[0].body == "가로등이 꺼졌어요"
    assert conversations.resident_find("010-0000-0077") is not None


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"reason": ""}, cases.InvalidInput),
        ({"number": "7319"}, cases.InvalidInput),
        ({"number": "010-0000-0099"}, cases.NotFound),
        ({"username": "auditor"}, cases.NotAllowed),
        ({"username": "mayor"}, cases.NotAllowed),
    ],
)
def test_what_is_refused(world, person, fields, refusal):
    with pytest.raises(refusal):
        erase(world, **fields)
    assert conversations.resident_find(NUMBER) is not None


@pytest.mark.usefixtures("shelf")
def test_photos_go_with_the_words_unless_somebody_else_sent_the_same(world):
    mine, shared = (media.keep(pictures.jpeg(size)) for size in ((320, 240), (200, 300)))
    world.deliver("여기", "01000007319", attachments=(mine, shared))
    world.deliver("여기", "01000000077", attachments=(shared,))
    world.route()
    assert set(conversations.photos_by_hash([mine.sha256, shared.sha256])) == {
        mine.sha256,
        shared.sha256,
    }
    erase(world, force=True)
    assert set(conversations.photos_by_hash([mine.sha256, shared.sha256])) == {shared.sha256}
    world.wait(days=30)
    conversations.photos_sweep(held=frozenset(), now=clock.now() + dt.timedelta(days=30))
    assert media.read(shared.sha256)
    with pytest.raises(media.MediaNotFound):
        media.read(mine.sha256)
