"""People set the kind of petition and lengthen its period, within what the law allows."""

import datetime as dt

import pytest

from townline.casework.answers.tests.test_legal_clock import answer, ask, at, clock
from townline.casework.cases import api as cases
from townline.casework.deadlines import api as deadlines
from townline.platform.core.history import audit
from townline.platform.departments.api import Act

pytestmark = pytest.mark.django_db


@pytest.fixture
def code(world):
    code = world.text("길이 파였어요")
    world.assign(code)
    return code


def extend(world, code, username="roads.head", **fields):
    extension = {"count": 7, "reason": "자재가 늦게 옵니다"} | fields
    return deadlines.legal_extend(world.by(username), code=code, **extension)


def extension_refusal(world, code, **fields):
    with pytest.raises(deadlines.ExtensionRefused) as raised:
        extend(world, code, **fields)
    return raised.value.extra["why"]


def test_the_words_for_the_resident_say_until_when_and_why(world, code, visit):
    path = f"/cases/{code}/"
    assert "처리기간을 […언제]까지 연장합니다" in visit("roads.officer").get(path).content.decode()
    extend(world, code)
    found = visit("roads.officer").get(path).content.decode()
    assert "처리기간을 12월 14일(월)까지 연장합니다" in found
    assert "이유는 이렇습니다. 자재가 늦게 옵니다" in found
    assert "말씀하신 대로는 할 수 없습니다. 이유는 이렇습니다. […이유]" in found


def test_once_within_the_period(world, code):
    extension = extend(world, code)
    assert (extension.due_before, extension.due_after) == (at(12, 3), at(12, 14))
    line = audit.history(f"case:{world.case(code).row.id}").last()
    assert (line.event, line.reason) == ("case:clock:extend", "자재가 늦게 옵니다")
    assert dt.datetime.fromisoformat(line.data["to"]) == at(12, 14)


def test_the_page_offers_no_third_extension(world, code, visit):
    offered = 'id="extend-count"'
    extend(world, code)
    assert offered in visit("roads.head").get(f"/cases/{code}/").content.decode()
    extend(world, code, consent=True)
    page = visit("roads.head").get(f"/cases/{code}/").content.decode()
    assert offered not in page
    assert "이미 두 번 연장했습니다" in page


def test_a_second_time_only_with_consent_and_never_a_third(world, code):
    extend(world, code)
    assert extension_refusal(world, code) == "no_consent"
    assert extend(world, code, consent=True).due_after == at(12, 23)
    assert extension_refusal(world, code, consent=True) == "too_many"
    assert clock(code).due_at == at(12, 23)


def test_not_longer_than_the_original(world, code):
    assert extension_refusal(world, code, count=8) == "long"


def test_not_after_the_end(world, code):
    world.wait(days=9)
    assert extension_refusal(world, code) == "late"


def test_while_it_stands_still(world, code):
    ask(world, code)
    world.wait(days=30)
    assert extend(world, code).due_after is None


@pytest.mark.parametrize(("field", "value"), [("reason", "  "), ("count", 0), ("count", 99999)])
def test_bad_input_changes_nothing(world, code, field, value):
    with pytest.raises(cases.CaseError):
        extend(world, code, **{field: value})
    assert clock(code).extensions == []


def test_only_who_assigns_may(world, code):
    with pytest.raises(cases.NotAllowed):
        extend(world, code, username="roads.officer")
    with pytest.raises(cases.NotFound):
        extend(world, code, username="parks.head")


def test_an_answered_case_has_no_period_to_lengthen(world, code):
    answer(world, code)
    with pytest.raises(cases.WrongState):
        extend(world, code)


def test_another_kind_counts_from_the_beginning(world, code):
    world.wait(days=1)
    clerk = world.person("clerk1")
    deadlines.legal_retype(Act(clerk, world.now), code=code, kind="proposal")
    assert (clock(code).rule, clock(code).due_at) == ("D:14", at(12, 14))
    deadlines.legal_retype(Act(clerk, world.now), code=code, kind="immediate")
    assert clock(code).due_at == at(11, 25, 17) + dt.timedelta(minutes=32)
    deadlines.legal_retype(Act(clerk, world.now), code=code, kind="praise")
    assert (clock(code).rule, clock(code).due_at) == ("", None)
    with pytest.raises(cases.WrongState):
        extend(world, code)
    lines = audit.history(f"case:{world.case(code).row.id}").filter(event="case:type:change")
    assert [line.data["after"] for line in lines] == ["proposal", "immediate", "praise"]


def test_an_unknown_kind_is_named(world, code):
    with pytest.raises(cases.InvalidInput, match="accepted: complaint, question"):
        deadlines.legal_retype(world.by("clerk1"), code=code, kind="wish")
