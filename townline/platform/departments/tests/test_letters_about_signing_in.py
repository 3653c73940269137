"""A person is told by letter when a way in of theirs changes, and may name their passkeys."""

from dataclasses import replace

import pytest
from allauth.mfa.models import Authenticator

from townline.platform.core.models import Email
from townline.platform.departments import api
from townline.platform.departments.models import Staff
from townline.platform.departments.services import factors, passwords

pytestmark = pytest.mark.django_db
ADDRESS = "minwon@handeul.example"


@pytest.fixture
def clerk(world):
    Staff.objects.filter(username="clerk1").update(email=ADDRESS)
    return Staff.objects.get(username="clerk1")


def letters():
    return [(letter.to, letter.body) for letter in Email.objects.order_by("id")]


def entry_of(staff, **changed):
    entry = api.PersonEntry(
        name_ko=staff.name_ko,
        name_en=staff.name_en,
        role=staff.role,
        department=staff.department_id,
        language=staff.language,
        email=staff.email,
    )
    return replace(entry, **changed)


def actions(clerk, world):
    actor, now = world.person("admin").actor, world.now
    arguments = {"actor": actor, "now": now}
    return {
        "2단계 인증이 추가되거나 변경되었습니다.": lambda: factors.recovery_codes_make(
            staff=clerk, **arguments
        ),
        "2단계 인증이 초기화되었습니다.": lambda: factors.factors_reset(
            staff_id=clerk.id, reason="전화기 분실", **arguments
        ),
        "비밀번호가 변경되었습니다.": lambda: passwords.password_set(
            staff=clerk, password="느티나무 아래 열한 사람", **arguments
        ),
    }


def test_each_change_is_told(clerk, world):
    for words, action in actions(clerk, world).items():
        action()
        (to, body), *_ = letters()[-1:]
        assert to == ADDRESS
        assert words in body
        assert "http" not in body
    assert Email.objects.count() == 3


def test_a_factor_that_was_removed_is_told(clerk, world):
    actor = world.person("clerk1").actor
    row = Authenticator.objects.create(user=clerk, type=factors.PASSKEY, data={"name": "내 것"})
    arguments = {"staff_id": clerk.id, "factor_id": row.id, "actor": actor, "now": world.now}
    assert factors.factor_remove(**arguments)
    assert not factors.factor_remove(**arguments)
    assert len(letters()) == 1


def test_the_old_address_is_told_of_a_new_one(clerk, world):
    api.person_change(
        staff_id=clerk.id,
        entry=entry_of(clerk, email="new@handeul.example"),
        reason="주소 바뀜",
        actor=world.person("admin").actor,
        now=world.now,
    )
    ((to, body),) = letters()
    assert to == ADDRESS
    assert "이메일 주소가 변경되었습니다" in body


def test_who_reads_english_is_told_in_english(clerk, world):
    Staff.objects.filter(id=clerk.id).update(language="en")
    factors.recovery_codes_make(
        staff=Staff.objects.get(id=clerk.id), actor=world.person("clerk1").actor, now=world.now
    )
    assert "2-step verification was added or changed" in letters()[0][1]


def test_without_an_address_nothing_is_queued(world):
    clerk = Staff.objects.get(username="clerk1")
    factors.recovery_codes_make(staff=clerk, actor=world.person("clerk1").actor, now=world.now)
    assert letters() == []


def test_a_passkey_gets_another_name_and_nobody_renames_anothers(clerk, visit):
    row = Authenticator.objects.create(user=clerk, type=factors.PASSKEY, data={"name": "크롬"})
    form = {"id": row.id, "name": "  책상   위 컴퓨터 "}
    visit("mayor").post("/my/sign-in/passkeys/rename/", form)
    row.refresh_from_db()
    assert row.data["name"] == "크롬"
    client = visit("clerk1")
    client.post("/my/sign-in/passkeys/rename/", form)
    row.refresh_from_db()
    assert row.data == {"name": "책상 위 컴퓨터"}
    assert "책상 위 컴퓨터 삭제" in client.get("/my/sign-in/").content.decode()
    client.post("/my/sign-in/passkeys/rename/", {"id": row.id, "name": " "})
    row.refresh_from_db()
    assert row.data["name"] == "책상 위 컴퓨터"
    assert letters() == []
