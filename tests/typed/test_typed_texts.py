"""Texts as people type them, each from a telephone of its own, played through the whole line.

``texts.csv``: the text; what went ``before`` on that telephone; the key of the one ``answer``
(``:en`` in English, "" for none, ``*``: any); and what it ``becomes``: a ``case``, ``joined`` to
the open one, ``look`` (it lies with the case for a person to see, and changes nothing),
``reopened``, or ``none``. Only a matter opens a case, and only a case is promised an answer.
"""

import csv
import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.world import World
from townline.casework.cases.models import Case
from townline.casework.portal import api as portal
from townline.lines.queues.tests.halls import NINE
from townline.lines.safenumbers.models import Request
from townline.lines.safenumbers.tests import asking
from townline.platform.conversations import api as conversations
from townline.platform.conversations.models import IncomingText, OutgoingText
from townline.platform.core import district
from townline.platform.core.history import audit

pytestmark = pytest.mark.django_db
with (Path(__file__).parent / "texts.csv").open(encoding="utf-8", newline="") as _file:
    TEXTS = list(csv.DictReader(_file))
BEFORE = list(dict.fromkeys(row["before"] for row in TEXTS))
MORNING = NINE + dt.timedelta(days=5)  # a working day, after an answer that was rated by then


def nothing(world: World, phone: str) -> None:
    """Leave a telephone as it is: nobody knows it."""


def case_open(world: World, phone: str) -> None:
    assert world.text("보도블록이 깨졌어요", phone)


def ticket(world: World, phone: str) -> None:
    world.text("번호표 여권", phone)


def stop_texts(world: World, phone: str) -> None:
    world.text("그만", phone)


def busy(world: World, phone: str) -> None:
    """Use up the hour's texts of our own accord."""
    world.text("감사합니다", phone)
    resident = conversations.resident_find(phone)
    assert resident is not None
    queue = conversations.automatic_queue
    while queue(resident_id=resident, body="안내", reference="", now=world.now) is not None:
        pass


def rating(world: World, phone: str, now: dt.datetime = MORNING) -> None:
    """Answer a case of the telephone, and ask how the answer was at ``now``."""
    world.now = now - dt.timedelta(days=4)
    code = world.text("도로에 구멍이 났어요", phone)
    world.assign(code)
    world.draft(code)
    world.submit(code)
    world.confirm(code)
    world.wait(minutes=1)
    world.send()
    world.now = now
    portal.follow_ups_run(now=now)


def request(world: World, phone: str) -> None:
    """Ask an owner by their safe number; its token is made to be 37."""
    plate = f"{10 + int(phone[-4:]) % 80}가{phone[-4:]}"
    car = asking.lease(world, plate, phones=[phone])
    made = asking.ask(world, car, asker=None)
    Request.objects.filter(id=made.id).update(token="37")


def both(world: World, phone: str) -> None:
    rating(world, phone)
    world.wait(hours=3)
    request(world, phone)


def near(world: World, phone: str) -> None:
    rating(world, phone)
    world.wait(minutes=20)
    request(world, phone)


STATES: dict[str, Callable[[World, str], None]] = {
    "fresh": nothing, "open": case_open, "ticket": ticket, "stopped": stop_texts,
    "rating": rating, "request": request, "both": both, "near": near, "busy": busy,
}  # fmt: skip


def answers(phone: str, since: int) -> list[str]:
    """Give what went to a telephone after a row, without what is said of danger."""
    resident = conversations.resident_find(phone)
    rows = OutgoingText.objects.filter(resident=resident, id__gt=since).order_by("id")
    return list(rows.values_list("body", flat=True))


def is_of(body: str, key: str, language: str) -> bool:
    words = re.escape(district.text(key, language))
    # Particles are settled by what stands before them.
    words = re.sub(r"(\w)\\\((\w)\\\)", r"(?:\1|\2)", words).replace(r"\(으\)", "으?")
    return re.fullmatch(re.sub(r"\\\{\w+\\\}", ".*", words) + r"(\n.*)?", body, re.S) is not None


def became(before: dict[int, str], phone: str, text: int) -> str:
    """Say what a text came to, by the cases of its telephone."""
    mine = Case.objects.filter(resident_id=conversations.resident_find(phone) or 0)
    for case in mine:
        if case.id not in before:
            return "case"
        if case.last_incoming_id >= text:
            moved = {"reopened": "reopened"}.get(case.state, "joined")
            return moved if case.state != before[case.id] or _has_joined(case, text) else "look"
    return "none"


def _has_joined(case: Case, text: int) -> bool:
    lines = audit.history(f"case:{case.id}").filter(event="case:text:join")
    return any(line.data.get("text", 0) >= text for line in lines)


def wrong(row: dict[str, str], replies: list[str], outcome: str) -> str:
    key, _, language = row["answer"].partition(":")
    right = key == "*" or (not replies if not key else len(replies) == 1)
    if right and key not in {"", "*"}:
        right = is_of(replies[0], key, language or "ko")
    if right and outcome == row["becomes"]:
        return ""
    wanted = f"{row['becomes']} {row['answer']}"
    return f"{row['text']!r} ({row['before']}): {outcome}, {replies}; wanted {wanted}"


@pytest.mark.parametrize("before", BEFORE)
def test_each_text_has_one_fitting_answer(world: World, before: str) -> None:
    found = []
    for number, row in enumerate(r for r in TEXTS if r["before"] == before):
        phone = f"0100000{2000 + 500 * BEFORE.index(before) + number:04d}"
        world.now = MORNING
        STATES[before](world, phone)
        newest = OutgoingText.objects.order_by("-id").values_list("id", flat=True).first() or 0
        newest_incoming = (
            IncomingText.objects.order_by("-id").values_list("id", flat=True).first() or 0
        )
        cases_then = dict(Case.objects.values_list("id", "state"))
        world.wait(minutes=2)
        world.deliver(row["text"], phone)
        world.route()
        outcome = became(cases_then, phone, newest_incoming + 1)
        found.append(wrong(row, answers(phone, newest), outcome))
    assert [each for each in found if each] == []


def test_there_are_two_hundred_of_them() -> None:
    assert len(TEXTS) >= 200
    assert len({(row["text"], row["before"]) for row in TEXTS}) == len(TEXTS)
