"""What phones say of homes without signal: in order, out of order, against each other."""

import itertools

import pytest

from townline.adapters.openrosa.tests.collect import Filled
from townline.platform.core.history import audit
from townline.prevention.surveys.models import EntityUpdate, Grade, Home, SecondReview, Submission
from townline.prevention.surveys.services.submitting.entities import entity_decide

pytestmark = [pytest.mark.peer, pytest.mark.server, pytest.mark.django_db(transaction=True)]


def home_form(home, note, branch, base="1", minute=0, **answers):
    return Filled(
        home=str(home.uuid),
        answers={"note": note, **answers},
        entity={"baseVersion": base, "trunkVersion": "1", "branchId": branch},
        end=f"2026-11-25T10:{minute:02d}:00.000+09:00",
    )


def ends(home):
    row = Home.objects.get(id=home.id)
    states = EntityUpdate.objects.filter(home=home).order_by("submission__instance_id")
    return row.note, row.attributes, [update.state for update in states]


def test_four_edits_of_two_phones_end_the_same_in_every_order(field_work):
    home = field_work.homes["kim"][0]
    phones = field_work.phone(), field_work.phone("lee")
    edits = [
        (phones[0], home_form(home, "파란 대문", "k", minute=1)),
        (phones[0], home_form(home, "파란 대문 안쪽", "k", base="2", minute=9, bell="2")),
        (phones[1], home_form(home, "붉은 대문", "l", minute=5)),
    ]
    seen = set()
    for order in itertools.permutations(edits):
        for phone, one in order:
            assert phone.send(one.xml).status_code == 201
        seen.add(repr(ends(home)))
        for model in (EntityUpdate, SecondReview, Grade, Submission):
            model.objects.all().delete()
        Home.objects.filter(id=home.id).update(
            note="", attributes={}, version=1, state="listed", grade=""
        )
    (only,) = seen
    assert "파란 대문 안쪽" in only
    assert "conflict" in only


def test_one_that_came_too_early_waits_and_is_not_lost(field_work):
    home, phone = field_work.homes["kim"][0], field_work.phone()
    second = home_form(home, "둘째", "k", base="2", minute=2)
    assert phone.send(second.xml).status_code == 201
    assert ends(home)[0] == ""
    assert EntityUpdate.objects.get().state == "waiting"
    phone.send(home_form(home, "첫째", "k", minute=1).xml)
    assert ends(home)[0] == "둘째"
    assert {u.state for u in EntityUpdate.objects.all()} == {"applied"}


def test_a_person_decides_between_two(field_work):
    home = field_work.homes["kim"][0]
    field_work.phone().send(home_form(home, "파란 대문", "k").xml)
    field_work.phone("lee").send(home_form(home, "붉은 대문", "l", minute=5).xml)
    assert ends(home)[0] == "붉은 대문"
    first = EntityUpdate.objects.get(branch_id="k")
    entity_decide(home_id=home.id, update_id=first.id, actor=audit.SERVER, now=field_work.now)
    assert ends(home)[0] == "파란 대문"
    assert sorted(u.state for u in EntityUpdate.objects.all()) == ["chosen", "dropped"]


def test_a_phone_that_fetched_the_list_again_conflicts_with_nobody(field_work):
    home, phone = field_work.homes["kim"][0], field_work.phone()
    phone.send(home_form(home, "하나", "k").xml)
    version = str(Home.objects.get(id=home.id).version)
    later = Filled(
        home=str(home.uuid),
        answers={"note": "둘"},
        entity={"baseVersion": version, "trunkVersion": version, "branchId": "n"},
    )
    field_work.phone("lee").send(later.xml)
    assert ends(home)[0] == "둘"
    assert {u.state for u in EntityUpdate.objects.all()} == {"applied"}


def test_a_place_seen_on_the_spot_moves_the_home(field_work):
    home = field_work.homes["kim"][0]
    field_work.phone().send(home_form(home, "여기", "k", place="37.561 127.041 0 4.5").xml)
    row = Home.objects.get(id=home.id)
    assert (row.latitude, row.longitude, row.located_by) == (37.561, 127.041, "hand")


def test_a_conflict_is_shown_on_the_homes_page_and_decided_by_a_press(field_work, visit):
    home = field_work.homes["kim"][0]
    field_work.phone().send(home_form(home, "파란 대문", "k").xml)
    field_work.phone("lee").send(home_form(home, "붉은 대문", "l", minute=5).xml)
    head, page = visit("housing.officer", language="en"), f"/surveys/homes/{home.id}/"
    shown = head.get(page).content.decode()
    assert shown.count("Conflicting changes") == 2
    assert "note: 파란 대문" in shown
    chosen = EntityUpdate.objects.get(branch_id="k").id
    assert head.post(f"{page}choose", {"update": chosen}).status_code == 302
    assert ends(home)[0] == "파란 대문"
    after = head.get(page).content.decode()
    assert ("Conflicting changes" in after, "Chosen" in after, "Not used" in after) == (
        False,
        True,
        True,
    )
    assert head.post(f"{page}choose", {"update": chosen}).status_code == 404
