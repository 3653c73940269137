"""Several people regroup at once: each is served or told, and nothing blocks for ever."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from tests.world import World
from townline.casework.answers import api
from townline.casework.cases import api as cases
from townline.casework.cases.models import Case
from townline.casework.cases.rules import CaseState
from townline.platform.departments.api import Act

pytestmark = [pytest.mark.server, pytest.mark.django_db(transaction=True)]


def at_once(*actions: Callable[[], object]) -> list[object]:
    """Run deeds in threads that begin together; give what each returned or raised."""
    start, found = threading.Barrier(len(actions)), [None] * len(actions)

    def run(at: int, action: Callable[[], object]) -> None:
        try:
            start.wait()
            found[at] = action()  # type: ignore[call-overload]  # a list of anything
        except Exception as error:  # noqa: BLE001 -- looked at by the test
            found[at] = error  # type: ignore[call-overload]  # the same
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(actions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
        assert not thread.is_alive()
    return list(found)


def merging(world: World, code: str, into: str) -> Callable[[], Case]:
    viewer = world.person("clerk1")
    return lambda: cases.case_merge(Act(viewer, world.now), code=code, into=into, confirm=True)


def living() -> list[str | None]:
    return list(Case.objects.exclude(state=CaseState.MERGED).values_list("code", flat=True))


@pytest.mark.parametrize("turn", range(4))
def test_crossed_merges_leave_one_case_and_the_later_is_told(world: World, turn: int) -> None:
    first = world.text("길이 파였어요")
    second = world.text("도로에 구멍이 났습니다", sender="01000000043")
    found = at_once(merging(world, first, second), merging(world, second, first))
    [survivor] = living()
    assert sum(isinstance(one, Case) for one in found) == 1
    assert sum(isinstance(one, cases.AlreadyMerged) for one in found) == 1
    assert len([t for t in world.case(survivor or "").thread if t.direction == "in"]) == 2


def test_a_ring_of_merges_ends_in_one_case(world: World) -> None:
    codes = [world.text("길이 파였어요", sender=f"0100000004{n}") for n in range(3)]
    ring = zip(codes, codes[1:] + codes[:1], strict=True)
    found = at_once(*(merging(world, code, into) for code, into in ring))
    assert all(isinstance(one, Case | cases.CaseError) for one in found), found
    [survivor] = living()
    assert len([t for t in world.case(survivor or "").thread if t.direction == "in"]) == 3
    assert all(world.case(code).row.code == survivor for code in codes)


def test_one_text_picked_by_two_goes_to_one_of_them(world: World) -> None:
    code = world.text("길이 파였어요")
    world.text("가로등도 꺼졌어요")
    other = world.text("다른 집입니다", sender="01000000043")
    viewer = world.person("clerk1")
    text = [t for t in world.case(code).thread if t.direction == "in"][1].id
    found = at_once(
        lambda: cases.case_split(Act(viewer, world.now), code=code, texts=[text]),
        lambda: cases.case_move(Act(viewer, world.now), code=code, texts=[text], to=other),
    )
    assert sum(isinstance(one, Case) for one in found) == 1
    assert sum(isinstance(one, cases.TextElsewhere) for one in found) == 1


def test_it_is_undone_once_by_two_who_press_together(world: World) -> None:
    first = world.text("길이 파였어요")
    second = world.text("도로에 구멍이 났습니다", sender="01000000043")
    merging(world, second, first)()
    viewer = world.person("clerk1")

    def undo() -> Case:
        return cases.regroup_undo(Act(viewer, world.now), code=first)

    found = at_once(undo, undo)
    assert sum(isinstance(one, Case) for one in found) == 1
    assert sum(isinstance(one, cases.UndoOver) for one in found) == 1
    assert len(living()) == 2


def test_a_text_that_comes_while_its_case_is_merged_is_in_exactly_one(world: World) -> None:
    first = world.text("길이 파였어요")
    second = world.text("도로에 구멍이 났습니다", sender="01000000043")
    world.deliver(f"{second} 사진도 있어요", sender="01000000043")
    at_once(merging(world, second, first), world.route)
    received_bodies = [
        t.body for code in living() for t in world.case(code or "").thread if t.direction == "in"
    ]
    expected = ["길이 파였어요", "도로에 구멍이 났습니다", f"{second} 사진도 있어요"]
    assert sorted(received_bodies) == sorted(expected)


def test_confirming_and_merging_at_once_never_lose_the_answer(world: World) -> None:
    code = world.awaiting()
    other = world.text("도로에 구멍이 났습니다", sender="01000000043")
    draft, mayor = world.case(code).draft, world.person("mayor")
    assert draft is not None
    hash_ = draft.hash
    found = at_once(
        lambda: api.case_confirm(Act(mayor, world.now), code=code, hash_=hash_),
        merging(world, code, other),
    )
    refused = [one for one in found if isinstance(one, cases.CaseError)]
    assert len(refused) == 1
    assert len(living()) == (2 if isinstance(refused[0], cases.AnswerOnItsWay) else 1)
