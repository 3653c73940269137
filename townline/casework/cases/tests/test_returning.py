"""Returns: the first to the front desk, the second to the mayor's office, whose word binds."""

import pytest

from townline.casework.cases import api
from townline.casework.cases.models import Case, Notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def twice(world):
    """A case that two departments gave back."""
    code = world.text("하천 옆 나무가 쓰러졌어요")
    world.assign(code, "parks")
    give_back(world, code, "parks.officer", "하천의 일입니다", "치수과")
    world.assign(code, "water")
    give_back(world, code, "water.officer", "나무의 일입니다", "공원녹지과")
    return code


def give_back(world, code, username, reason="소관 아님", suggestion=""):
    api.case_misroute(
        world.by(username), code=code, reason=reason,
        suggestion=suggestion,
    )  # fmt: skip


def assign(world, code, username, department="parks", reason=""):
    api.case_assign(world.by(username), code=code, department=department, reason=reason)


def test_the_first_return_goes_to_the_front_desk(world):
    code = world.text("하천 옆 나무가 쓰러졌어요")
    world.assign(code, "parks")
    give_back(world, code, "parks.officer")
    assert Case.objects.get(code=code).department_id == "parks"
    world.assign(code, "water")


def test_the_second_goes_to_the_mayors_office(world, twice):
    case = Case.objects.get(code=twice)
    assert (case.state, case.department_id, case.returns) == ("misrouted", "mayors-office", 2)
    notices = Notice.objects.filter(case=case, kind="returned_twice")
    assert "mayors-office.head" in set(notices.values_list("staff__username", flat=True))
    assert world.case(twice, "mayors-office.head").row.decided_above
    with pytest.raises(api.NotFound):
        world.case(twice, "water.officer")


def test_nobody_else_decides(world, twice):
    with pytest.raises(api.OfficeDecides):
        assign(world, twice, "clerk1", reason="사유")
    assert Case.objects.get(code=twice).state == "misrouted"


@pytest.mark.parametrize("username", ["mayors-office.head", "mayor"])
def test_the_office_decides_with_a_reason_and_it_binds(world, twice, username):
    with pytest.raises(api.InvalidInput):
        assign(world, twice, username)
    assign(world, twice, username, reason="쓰러진 나무는 공원녹지과의 일입니다")
    with pytest.raises(api.ReturnedTwice):
        give_back(world, twice, "parks.officer")
    with pytest.raises(api.OfficeDecides):
        assign(world, twice, "clerk1", "water", "까닭")
    assign(world, twice, "mayor", "water", "다시 정합니다")
    assert Case.objects.get(code=twice).department_id == "water"


def test_who_had_it_when_is_always_told(world, twice):
    assign(world, twice, "mayor", reason="공원녹지과가 합니다")
    held = api.owners_of(world.case(twice).history)
    assert [one.department for one in held] == [
        None, "parks", None, "water", "mayors-office", "parks",
    ]  # fmt: skip
    assert held[4].reason == "나무의 일입니다 → 공원녹지과"
    assert held[5].reason == "공원녹지과가 합니다"
    assert [one.until for one in held[:-1]] == [one.since for one in held[1:]]
    assert held[-1].until is None


def test_the_page_tells_it_and_offers_only_what_is_possible(world, visit, twice):
    page = visit("clerk1").get(f"/cases/{twice}/").content.decode()
    assert "두 번 반송되었습니다" in page
    assert "비서실에서 처리 부서 지정" in page
    assert "민원실에서 재배정" not in page
    assert "치수과 담당 1" in page.split('id="misrouted"')[1].split("</p>")[0]
    assert f'action="/cases/{twice}/assign' not in page
    mayor = visit("mayor").get(f"/cases/{twice}/").content.decode()
    assert f'action="/cases/{twice}/assign' in mayor
    assign(world, twice, "mayor", reason="공원녹지과가 합니다")
    own = visit("parks.officer").get(f"/cases/{twice}/").content.decode()
    assert f'action="/cases/{twice}/misroute"' not in own
    assert "나무의 일입니다" in own
