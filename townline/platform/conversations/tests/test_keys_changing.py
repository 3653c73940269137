"""Texts come in while the keys change: nobody becomes two people, no text becomes two or none."""

import shutil
from pathlib import Path

import pytest

from townline.platform.conversations import api
from townline.platform.conversations.models import IncomingText, ReceivedReceipt, Resident, TextPart
from townline.platform.conversations.services import key_rotation
from townline.platform.conversations.tests.line import SimulatedLink, bodies, take_all
from townline.platform.core import clock
from townline.platform.core.keys import crypto, keys_file, sealed

UNIT = b"\x00\x01\x01821000000042\x00\x00\xff"


class Change:
    """A change of keys, step by step, in a file of the test's own."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def announce(self) -> None:
        keys_file.announce(self.path, field=True, lookup=True, now=clock.now())

    def promote(self) -> None:
        keys_file.promote(self.path)

    def begin(self) -> None:
        self.announce()
        self.promote()

    def rewrite(self) -> int:
        tables = api.sealed_tables()
        return sum(changed for table in tables for _, changed in sealed.rewrite(table, batch=2))

    def end(self) -> None:
        self.rewrite()
        keys_file.finish(self.path)
        keys_file.retire(self.path, now=clock.now())


@pytest.fixture
def change(tmp_path, settings) -> Change:
    path = tmp_path / "keys.json"
    shutil.copy(settings.TOWNLINE_KEYS_FILE, path)
    settings.TOWNLINE_KEYS_FILE = path
    return Change(path)


def route(line: SimulatedLink) -> list[str]:
    while api.route_batch(claimers=[take_all], limit=10, now=line.now):
        pass
    return list(IncomingText.objects.order_by("id").values_list("reference", flat=True))


def test_one_number_stays_one_resident_through_every_step(
    line: SimulatedLink, change: Change
) -> None:
    line.come("하나")
    route(line)
    for step in (change.announce, change.promote, change.rewrite, change.end):
        line.come("또 하나")  # came before the step, is routed after it
        step()
        line.come("그리고 하나")
        assert len(set(route(line))) == 1
        assert api.resident_find("010-0000-0042") == Resident.objects.get().pk
    assert not crypto.ring().changing
    assert crypto.ring().decrypt(Resident.objects.get().number) == "+821000000042"


@pytest.mark.server
def test_texts_of_two_keys_are_routed_in_their_order(line: SimulatedLink, change: Change) -> None:
    line.come("먼저")
    change.begin()
    line.come("나중")
    seen: list[str] = []

    def listen(view):
        seen.append(view.body)
        return take_all(view)

    assert api.route_batch(claimers=[listen], limit=10, now=line.now) == 2
    assert seen == ["먼저", "나중"]
    assert Resident.objects.count() == 1


def test_a_confirmation_sees_a_text_that_waits_under_another_key(
    line: SimulatedLink, change
) -> None:
    line.come("하나")
    route(line)
    change.begin()
    line.come("둘")
    assert api.resident_waiting(resident_id=Resident.objects.get().pk)


@pytest.mark.parametrize("rewritten", [False, True])
def test_a_long_text_is_joined_across_the_change(
    line: SimulatedLink, change: Change, rewritten
) -> None:
    first = line.part("길이 ", 1, 2)
    second = line.part("파였어요", 2, 2)
    line.store(first)
    change.begin()
    if rewritten:
        change.rewrite()
    line.store(second)
    assert bodies() == ["길이 파였어요"]
    assert TextPart.objects.values("group_key").distinct().count() == 1


@pytest.mark.parametrize("rewritten", [False, True])
def test_parts_that_wait_in_vain_make_one_text(
    line: SimulatedLink, change: Change, rewritten
) -> None:
    first, third = line.part("길이 ", 1, 3), line.part("어요", 3, 3)
    line.store(first)
    change.begin()
    line.store(third)
    if rewritten:
        change.rewrite()
    line.wait(minutes=30)
    assert api.parts_expire(now=line.now) == 1
    assert IncomingText.objects.get().parts_missing == 1


@pytest.mark.server
@pytest.mark.parametrize("rewritten", [False, True])
@pytest.mark.parametrize("charset", ["ucs2", "binary"])
def test_a_redelivery_is_known_across_the_change(
    line: SimulatedLink, change: Change, rewritten, charset
) -> None:
    payload = UNIT if charset == "binary" else "길".encode("utf-16-be")
    line.come(charset=charset, payload=payload)
    line.cut()
    change.begin()
    if rewritten:
        change.rewrite()
    assert line.come(charset=charset, payload=payload).duplicates == 1
    assert IncomingText.objects.count() == 1


def test_all_that_is_kept_lies_under_the_new_keys_at_the_end(
    line: SimulatedLink, change: Change
) -> None:
    before = crypto.ring()
    line.come("길이 파였어요")
    line.come(charset="binary", payload=UNIT)
    line.store(line.part("길이 ", 1, 2), line.part("", 2, 2, charset="binary", payload=UNIT))
    receipt = api.Receipt(
        transport="one",
        session=line.session,
        message_id="m1",
        message_state="delivered",
        received_at=line.now,
        raw=UNIT,
    )
    line.tell(receipt)
    route(line)
    change.begin()
    assert change.rewrite() > 5
    assert change.rewrite() == 0  # nothing is rewritten twice
    after = crypto.ring()
    for table in api.sealed_tables():
        for row in table.model._default_manager.all():
            values = [bytes(getattr(row, name)) for name in table.columns]
            assert not any(value[1:3] == before.current.encode() for value in values)
    texts = [*IncomingText.objects.all(), *TextPart.objects.all()]
    assert {bytes(text.sender_lookup) for text in texts} == {after.lookup_of("+821000000042")}
    assert crypto.ring().unseal(ReceivedReceipt.objects.get().raw) == UNIT
    change.end()
    assert before.current not in crypto.ring().field
    assert crypto.ring().decrypt(Resident.objects.get().number) == "+821000000042"
    assert api.numbers_open()
    assert not api.numbers_behind()


def test_other_groups_stay_other_groups(line: SimulatedLink, change: Change) -> None:
    line.store(line.part("길이 ", 1, 2, reference=7), line.part("불이 ", 1, 2, reference=8))
    change.begin()
    change.rewrite()
    line.store(line.part("파였어요", 2, 2, reference=7), line.part("나갔어요", 2, 2, reference=8))
    assert sorted(bodies()) == ["길이 파였어요", "불이 나갔어요"]


def test_every_name_of_a_group_is_looked_for_only_while_keys_change(
    line: SimulatedLink, change
) -> None:
    line.store(line.part("길", 1, 2))
    row = TextPart.objects.get()
    assert list(key_rotation.groups([row])) == [bytes(row.group_key)]
