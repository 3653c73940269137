"""The notice after a press on a case offers to undo it, and the offer works."""

import re

import pytest

pytestmark = pytest.mark.django_db
OFFER = re.compile(r'(?s)class="tl-said [^"]*undoable".*?<form method="post" action="([^"]+)"')


def new_case(world):
    return world.text("길이 파였어요")


def finished_case(world):
    code = world.awaiting()
    world.confirm(code)
    world.wait(seconds=21)
    world.send()
    return code


@pytest.mark.parametrize(
    ("begin", "press", "form"),
    [
        (new_case, "assign", {"department": "roads"}),
        (new_case, "dismiss", {"reason": "광고"}),
        (finished_case, "close", {}),
    ],
)
def test_a_press_is_undone_from_its_notice(world, visit, begin, press, form):
    code = begin(world)
    client = visit("clerk1")
    client.get(f"/cases/{code}/")  # read, whatever follows
    before = world.case(code).row
    page = client.post(f"/cases/{code}/{press}", form, follow=True).text
    assert world.case(code).row.state != before.state
    client.post(OFFER.search(page)[1])
    assert world.case(code).row == before
