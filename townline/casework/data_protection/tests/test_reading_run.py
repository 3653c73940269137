"""Each text is read soon after it came, once, whatever dies on the way."""

import datetime as dt

import pytest

from tests.reader import reading
from townline.casework.answers.services import sending
from townline.casework.cases import api as cases
from townline.casework.cases.models import Case
from townline.casework.classification import api as classification
from townline.casework.classification.models import TextReading
from townline.casework.classification.rules.readings import LEASE, TRIES
from townline.casework.classification.services import reading_parts, reading_run, reading_store
from townline.casework.data_protection import api
from townline.platform.conversations.events import TextCompleted
from townline.platform.core.history import audit

pytestmark = pytest.mark.django_db
ROADS = reading(("roads", 0.97, ("구멍",)), ("traffic", 0.02, ()), ("parks", 0.01, ()), sure=True)


@pytest.fixture
def read(world, reader):
    """Let the loop run once, a moment after the last text."""
    reader.readings["구멍"] = ROADS

    def run(seconds=1):
        world.wait(seconds=seconds)
        return classification.readings_run(now=world.now)

    return run


def row_of(code):
    return TextReading.objects.get(case=Case.objects.get(code=code))


def test_a_text_waits_with_its_case_and_is_read(world, read):
    code = world.text("길에 구멍이 났어요")
    row = row_of(code)
    assert (row.state, row.text_first, row.at) == ("waiting", True, world.now)
    assert read().read == 1
    row.refresh_from_db()
    assert (row.state, row.service, row.sure, row.version) == ("read", "roads", True, "test-1")
    assert row.services[0] == ["roads", 0.97, ["구멍"]]
    assert (row.kind, row.language, row.read_at, row.next_at) == (
        "complaint", "ko", world.now, None)  # fmt: skip
    assert audit.history(f"reading:{row.pk}").get().data["version"] == "test-1"
    assert classification.readings_run(now=world.now).taken == 0


def test_the_case_itself_is_not_touched_by_a_suggestion(world, read):
    code = world.text("길에 구멍이 났어요")
    read()
    case = Case.objects.get(code=code)
    assert (case.state, case.service_id, case.department_id) == ("received", None, None)


def test_a_later_text_is_read_too_and_thanks_are_not(world, read):
    code = world.text("길에 구멍이 났어요")
    world.text("어제보다 구멍이 커졌어요")
    world.text("감사합니다")
    assert read().read == 2
    rows = TextReading.objects.filter(case__code=code).order_by("text_id")
    assert [row.text_first for row in rows] == [True, False]


def test_while_nobody_reads_texts_wait_and_are_all_caught_up(world, read, reader):
    reader.is_down = True
    codes = [world.text(f"구멍 {n}", sender=f"0100000004{n}") for n in range(3)]
    for _ in range(20):
        assert read(4).away
    assert {row_of(code).tries for code in codes} == {0}
    assert classification.waits_long(world.now) == 3
    reader.is_down = False
    assert read(4).read == 3
    assert classification.waits_long(world.now) == 0


def test_what_a_dead_process_had_taken_is_taken_again(world, read, monkeypatch):
    code = world.text("길에 구멍이 났어요")

    def dies(*_args, **_more):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(reading_run, "_read_texts", dies)
        with pytest.raises(KeyboardInterrupt):
            read()
    assert read().taken == 0
    assert read(LEASE.total_seconds()).read == 1
    assert row_of(code).state == "read"


def test_who_comes_too_late_with_a_result_changes_nothing(world, read, monkeypatch):
    code = world.text("길에 구멍이 났어요")
    slow = reading_run._read_texts

    def read_late(bodies):
        found = slow(bodies)
        # Meanwhile the lease ran out and another process has done it.
        with monkeypatch.context() as patch:
            patch.setattr(reading_run, "_read_texts", slow)
            later = world.now + LEASE + dt.timedelta(seconds=1)
            assert classification.readings_run(now=later).read == 1
        return found

    monkeypatch.setattr(reading_run, "_read_texts", read_late)
    assert read().read == 0
    assert audit.history(f"reading:{row_of(code).pk}").count() == 1


def test_a_text_the_reader_dies_of_does_not_keep_the_others(world, read, reader):
    bad = world.text("독이 든 글", sender="01000000041")
    good = world.text("길에 구멍이 났어요", sender="01000000043")
    reader.dies_of = {"독이 든"}
    assert read().read == 1
    assert row_of(good).state == "read"
    for _ in range(TRIES):
        read(100)
    assert row_of(bad).state == "failed"
    assert audit.history(f"reading:{row_of(bad).pk}").last().event == "reading:text:fail"


def test_a_text_that_breaks_the_storing_rests_and_is_marked_at_last(world, read, monkeypatch):
    bad = world.text("길에 구멍이 났어요", sender="01000000041")
    good = world.text("또 구멍", sender="01000000043")
    number = row_of(bad).pk
    fill = reading_store._fill

    def breaks(row, *given):
        if row.pk == number:
            raise ValueError("담긴 말은 기록에 남지 않습니다")
        fill(row, *given)

    monkeypatch.setattr(reading_store, "_fill", breaks)
    assert read().read == 1
    assert (row_of(bad).state, row_of(bad).tries) == ("waiting", 1)
    assert row_of(good).state == "read"
    for _ in range(TRIES):
        read(100)
    assert row_of(bad).state == "failed"
    monkeypatch.undo()
    assert classification.readings_again([number], now=world.now) == 1


@pytest.mark.parametrize("part", ["place_of", "index"])
def test_a_part_that_breaks_does_not_keep_the_reading(world, read, monkeypatch, part):
    code = world.text("길에 구멍이 났어요")

    def breaks(*_given):
        raise ValueError("담긴 말은 기록에 남지 않습니다")

    monkeypatch.setattr(reading_parts, part, breaks)
    assert read().read == 1
    assert row_of(code).state == "read"


def test_a_failed_text_is_in_the_inbox_marked_so_with_no_guess(world, read, reader, visit):
    code = world.text("독이 든 글")
    reader.dies_of = {"독이 든"}
    for _ in range(TRIES + 1):
        read(100)
    assert row_of(code).state == "failed"
    clerk = visit("clerk1")
    assert "분류하지 못했습니다" in clerk.get(f"/cases/{code}/").content.decode()
    assert "분류하지 못함" in clerk.get("/inbox/").content.decode()


def test_a_process_that_dies_of_it_again_and_again_gives_up(world, read, monkeypatch):
    code = world.text("길에 구멍이 났어요")
    TextReading.objects.update(tries=TRIES)
    assert read().read == 0
    assert row_of(code).state == "failed"


def test_the_newest_is_read_first(world, reader):
    for number in range(4):
        world.text(f"구멍 {number}", sender=f"0100000004{number}")
        world.wait(seconds=1)
    classification.readings_run(now=world.now, limit=2)
    assert sorted(reader.requests[0]) == ["구멍 2", "구멍 3"]


def test_readings_follow_texts_into_other_cases(world, read):
    code = world.text("길에 구멍이 났어요")
    world.wait(minutes=1)
    world.text("그리고 공원에 쓰레기가 많아요")
    read()
    last = TextReading.objects.order_by("text_id").last()
    case = cases.case_split(world.by("clerk1"), code=code, texts=[last.pk])
    last.refresh_from_db()
    assert (last.case_id, last.text_first) == (case.id, True)
    cases.regroup_undo(world.by("clerk1"), code=code)
    last.refresh_from_db()
    assert (last.case.code, last.text_first) == (code, False)


def test_the_language_that_was_guessed_is_corrected(world, read, reader):
    reader.readings = {"potol": reading(("roads", 0.9, ()), language="en")}
    code = world.text("느티로 potol 있어요 fix plz")
    Case.objects.filter(code=code).update(language="ko")
    read()
    assert Case.objects.get(code=code).language == "en"


def test_what_was_erased_is_not_read(world, read, reader):
    world.text("길에 구멍이 났어요")
    read()
    row = TextReading.objects.get()
    api.person_erase(world.by("admin"), number="010-0000-0042", reason="본인이 원함", force=True)
    row.refresh_from_db()
    assert (row.services, row.service) == ([], "roads")
    classification.readings_again([row.pk], now=world.now)
    read()
    assert reader.requests[-1] == [""]


def test_a_text_that_is_whole_at_last_is_read_again(world, read, reader):
    code = world.text("길에 구멍이 났어요")
    read()
    number = row_of(code).pk
    sending.on_completed(
        TextCompleted(text_id=number, reference=f"case:{row_of(code).case_id}", at=world.now)
    )
    assert row_of(code).state == "waiting"
    assert read().read == 1


def test_a_person_is_told_what_was_read(world, read):
    world.text("길에 구멍이 났어요")
    read()
    exported = api.person_export(world.by("admin"), number="010-0000-0042", reason="본인이 물음")
    (one,) = exported["cases"][0]["readings"]
    assert (one["service"], one["kind"], one["language"]) == ("roads", "complaint", "ko")
