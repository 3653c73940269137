"""What is old enough goes at night, by the district's own times, and the run says what it did."""

import datetime as dt
import logging

import pytest

from tests.traces import Number, columns
from townline.casework.cases import api as cases
from townline.config import tasks
from townline.platform.conversations import api as conversations
from townline.platform.core import district
from townline.platform.core.models import District, Transition
from townline.platform.core.personal_data import persons, retention
from townline.platform.departments import api as departments

pytestmark = pytest.mark.django_db
CANARY = Number("01000000042")


@pytest.fixture
def set_retention(world):
    """Give a function that sets the district's own times."""

    def put(**times):
        row = District.objects.get()
        row.settings["retention"] = times
        row.save()
        district.forget()

    return put


def answer_case(world):
    code = world.awaiting("복숭아나무 앞 길이 파였어요")
    world.confirm(code)
    world.wait(seconds=30)
    for job in world.send():
        world.receipt(job)
    return code


def words_left():
    return any("복숭아" in str(value) for _, _, value in columns())


def numbers():
    return conversations.resident_find("010-0000-0042")


def test_nothing_goes_that_is_not_old_enough(world):
    answer_case(world)
    done = retention.run(world.now)
    assert set(done.values()) == {0}
    assert words_left()


def test_bytes_and_receipts_go_first_and_the_words_stay(world):
    code = answer_case(world)
    world.wait(days=91)
    done = retention.run(world.now)
    assert (done["payloads"], done["receipts"], done["texts"]) == (1, 2, 0)
    assert world.case(code).thread[0].body == "복숭아나무 앞 길이 파였어요"
    assert retention.run(world.now)["payloads"] == 0


def test_an_unreadable_text_stays_until_a_person_has_looked(world):
    world.deliver("", charset="binary", payload=b"\x00\x01")
    world.wait(days=400)
    assert retention.run(world.now)["payloads"] == 0


def test_after_years_the_words_and_the_number_go_and_figures_stay(world, set_retention):
    code = answer_case(world)
    world.wait(days=1096)
    done = retention.run(world.now)
    assert done["texts"] == 1
    assert not words_left()
    assert numbers() is None
    seen = world.case(code)
    assert (seen.row.title, seen.row.answered_at is not None) == (persons.WORDS, True)


def test_who_has_written_since_keeps_the_number(world):
    old = answer_case(world)
    world.wait(days=1096)
    young = world.text("가로등이 꺼졌어요")
    assert old != young
    assert retention.run(world.now)["texts"] == 1
    assert numbers() is not None
    assert world.case(young).thread[0].body == "가로등이 꺼졌어요"


def test_an_open_case_is_never_old(world):
    code = world.text("복숭아나무 앞 길이 파였어요")
    world.wait(days=2000)
    assert retention.run(world.now)["texts"] == 0
    assert world.case(code).thread[0].body == "복숭아나무 앞 길이 파였어요"


def test_the_district_says_how_long(world, set_retention):
    answer_case(world)
    set_retention(texts="P30D", payloads=None)
    world.wait(days=31)
    done = retention.run(world.now)
    assert done["texts"] == 1
    assert "payloads" not in done  # null keeps for ever


def test_wrong_passwords_notices_and_presence_go(world):
    code = world.text("길이 파였어요")
    departments.sign_in_failed(departments.password_bounds("x", "::1"), now=world.now)
    cases.presence_touch(world.by("clerk1"), code=code, editing=False)
    world.wait(days=31)
    done = retention.run(world.now)
    assert (done["tallies"], done["presence"]) == (3, 1)


def test_a_run_says_what_it_did_in_one_line_and_one_entry(world, caplog):
    answer_case(world)
    world.wait(days=91)
    with caplog.at_level(logging.INFO, "townline.platform.core.personal_data.retention"):
        done = retention.run(world.now)
    assert [r.getMessage() for r in caplog.records] == ["retention: 1 payloads, 2 receipts"]
    line = Transition.objects.get(subject="district", event="district:retention:run")
    assert line.data == done


def test_a_dry_run_tells_and_changes_nothing(world):
    answer_case(world)
    world.wait(days=91)
    assert retention.look(world.now)["payloads"] == 1
    assert retention.look(world.now)["payloads"] == 1
    assert not Transition.objects.filter(event="district:retention:run").exists()


@pytest.mark.parametrize(
    ("last", "now", "due"),
    [
        (None, "2026-11-25 10:00", True),
        ("2026-11-25 03:31", "2026-11-25 10:00", False),
        ("2026-11-25 03:31", "2026-11-26 03:29", False),
        ("2026-11-25 03:31", "2026-11-26 03:30", True),
        ("2026-11-24 03:31", "2026-11-25 09:00", True),  # the machine was off at night
    ],
)
def test_it_runs_once_a_night_by_the_districts_clock(world, last, now, due):
    def moment(words):
        return dt.datetime.fromisoformat(words).replace(tzinfo=district.current().zone)

    if last:
        retention.run(moment(last))
    assert retention.is_due(moment(now)) is due


def test_the_clock_starts_it_once(world, monkeypatch):
    monkeypatch.setattr(tasks.clock, "now", lambda: world.now)
    for _ in range(3):
        tasks.run_retention(0)
    assert Transition.objects.filter(event="district:retention:run").count() == 1


@pytest.mark.server
def test_no_number_is_left_in_any_column_when_all_is_old(world):
    answer_case(world)
    world.deliver("", "01000000042", charset="binary", payload=b"\x00" + b"821000000042")
    world.wait(days=1096)
    retention.run(world.now)
    assert {f"{t}.{c}" for t, c, value in columns() if CANARY.is_in(value)} == set()
