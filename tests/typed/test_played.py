"""Texts that need no answer, played through the line in nine states of a telephone.

Whatever stood there: nothing moves, no case with a promise opens, and no text promises an answer.
A request about data opens a case of its own with its legal period. The short test plays each
text in one state, the long one each in all.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable

import pytest

from tests.typed.test_intents import TEXTS
from tests.undone import undone
from tests.world import World
from townline.casework.cases.models import Case
from townline.casework.cases.rules.intent import DATA_REQUESTS, PROMISED
from townline.casework.deadlines.models import LegalClock
from townline.platform.conversations import api as conversations
from townline.platform.conversations.models import OutgoingText
from townline.platform.core import district

pytestmark = pytest.mark.django_db
PHONE = "01000000777"
PROMISES = ("receipt", "receipt_joined", "receipt_reopened", "receipt_crowd", "receipt_reply")
QUIET = [row["text"] for row in TEXTS if row["intent"] not in PROMISED]
DATA = {row["text"]: row["intent"] for row in TEXTS if row["intent"] in DATA_REQUESTS}
TEN_DAYS = dt.timedelta(days=10)


def no_case(world: World) -> None:
    """Leave the telephone unknown."""


def receive_text(world: World) -> None:
    assert world.text("보도블록이 깨졌어요", PHONE)


def assign_text(world: World) -> str:
    code = world.text("보도블록이 깨졌어요", PHONE)
    world.assign(code)
    return code


def awaiting(world: World) -> None:
    from townline.casework.answers import api as answers

    answers.question_send(world.by("roads.officer"), code=assign_text(world), body="신청하시는 분")


def answer_text(world: World) -> str:
    code = assign_text(world)
    world.draft(code)
    world.submit(code)
    world.confirm(code)
    world.wait(minutes=1)
    world.send()
    world.wait(hours=1)
    return code


def answered_long_ago(world: World) -> None:
    answer_text(world)
    world.wait(days=40)


def close_case(world: World) -> None:
    from townline.casework.cases import api as cases

    code = answer_text(world)
    cases.case_close(world.by("roads.officer"), code=code)


def set_aside(world: World) -> None:
    world.text("(광고) 전품목 할인 무료수신거부 080-000-0000", PHONE)


def ticket(world: World) -> None:
    world.text("번호표 여권", PHONE)


STATES: dict[str, Callable[[World], object]] = {
    "no case": no_case, "received": receive_text, "assigned": assign_text, "awaiting": awaiting,
    "answered": answer_text, "answered long ago": answered_long_ago, "closed": close_case,
    "set aside": set_aside, "ticket": ticket,
}  # fmt: skip


def promises(body: str) -> bool:
    for key in PROMISES:
        words = re.escape(district.text(key, "ko")), re.escape(district.text(key, "en"))
        for one in words:
            pattern = re.sub(r"\\\{\w+\\\}", ".*", one)
            pattern = re.sub(r"(\w)\\\((\w)\\\)", r"(?:\1|\2)", pattern).replace(r"\(으\)", "으?")
            if re.fullmatch(pattern, body, re.S):
                return True
    return False


def wrong(world: World, text: str, state: str) -> str:
    before = dict(Case.objects.values_list("id", "state"))
    newest = OutgoingText.objects.order_by("-id").values_list("id", flat=True).first() or 0
    world.wait(minutes=2)
    world.deliver(text, PHONE)
    world.route()
    moved = [c.state for c in Case.objects.all() if before.get(c.id, c.state) != c.state]
    opened = [c for c in Case.objects.all() if c.id not in before and c.is_promised]
    sent = OutgoingText.objects.filter(id__gt=newest).values_list("body", flat=True)
    promised = [body for body in sent if promises(body)]
    # What comes while a question of ours waits may be the reply to it.
    if state == "awaiting":
        moved, promised = [], []
    return f"{text!r} ({state}): {moved} {opened} {promised}" if moved or opened or promised else ""


def play(world: World, state: str, texts: Iterable[str]) -> list[str]:
    STATES[state](world)
    found, now = [], world.now
    for text in texts:
        with undone(state, text):
            found.append(wrong(world, text, state))
        world.now = now
    return [each for each in found if each]


@pytest.mark.parametrize("state", STATES)
def test_nothing_is_promised_that_needs_no_answer(world: World, state: str) -> None:
    at = list(STATES).index(state)
    assert play(world, state, QUIET[at :: len(STATES)]) == []


@pytest.mark.long  # a ninth of it is played by the test above
@pytest.mark.parametrize("state", STATES)
def test_nothing_is_promised_in_any_state(world: World, state: str) -> None:
    assert play(world, state, QUIET) == []


@pytest.mark.parametrize("state", ["no case", "received", "answered", "closed"])
def test_a_data_request_has_its_own_case_and_period(world: World, state: str) -> None:
    STATES[state](world)
    now = world.now
    for text, intent in DATA.items():
        with undone(state, text):
            known = set(Case.objects.values_list("id", flat=True))
            world.deliver(text, PHONE)
            world.route()
            case = Case.objects.exclude(id__in=known).get()
            clock = LegalClock.objects.get(case=case)
            kind = {"erasure": "personal_data", "disclosure": "disclosure"}[intent]
            assert (clock.kind, case.department_id) == (kind, "civil-affairs")
            assert case.answer_due_at == clock.due_at
            assert case.answer_due_at >= case.first_text_at + TEN_DAYS
        world.now = now


def test_thanks_with_more_words_wait_for_a_person(world: World) -> None:
    code = answer_text(world)
    world.text("직원분이 정말 친절하셨어요 칭찬합니다", PHONE)
    case = Case.objects.get(code=code)
    assert (case.state, case.review_at is not None) == ("answered", True)
    world.text("그런데 보도블록이 또 깨졌어요", PHONE)
    case.refresh_from_db()
    assert (case.state, case.review_at) == ("reopened", None)


def test_praise_gets_its_promise_when_a_person_sends_it_on(world: World) -> None:
    code = world.text("직원분이 정말 친절하셨어요 칭찬합니다", PHONE)
    case = Case.objects.get(code=code)
    assert (case.is_promised, case.next_reminder_at) == (False, None)
    world.assign(code)
    case.refresh_from_db()
    assert case.is_promised
    resident = conversations.resident_find(PHONE)
    bodies = OutgoingText.objects.filter(resident=resident).order_by("id")
    assert [promises(one.body) for one in bodies] == [False, True]
