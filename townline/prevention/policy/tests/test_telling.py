"""Those whose texts began a matter hear of it once, in words that the mayor approved."""

import re

import pytest

from tests.texts import texts_to_number as told_texts
from townline.casework.cases.api import NotAllowed
from townline.prevention.incidents.broadcasts import api as broadcasts
from townline.prevention.incidents.broadcasts.models import Broadcast
from townline.prevention.policy import api
from townline.prevention.policy.errors import WordsWithoutDay
from townline.prevention.policy.tests.way import TO_EN, TO_KO, act, bring_matter, open_matter

pytestmark = pytest.mark.django_db
ONE, TWO, THREE = "01000000041", "01000000042", "01000000043"


def _own(world, matter, username="clerk1"):
    return {"kind": api.TELLING, "owner": matter.pk, **act(world, username)}


def _submit_message(world, matter, ko=TO_KO, en=TO_EN):
    return broadcasts.broadcast_put(**_own(world, matter), bodies={"ko": ko, "en": en})


def _approve_message(world, matter, telling, hash_=None, username="mayor"):
    arguments = {"broadcast_id": telling.pk, "hash_": hash_ or telling.hash}
    approved = broadcasts.broadcast_approve(**_own(world, matter, username), **arguments)
    assert _run(world) == 0
    world.wait(seconds=21)
    return approved


def _run(world):
    return broadcasts.broadcasts_run(now=world.now)


def _mine(number):
    return [text for text in told_texts(number) if "정책이" in text or "became" in text]


@pytest.fixture
def matter(world):
    codes = [world.text("비 오면 방에 물이 차요", ONE)]
    world.wait(days=2)
    codes.append(world.text("Water comes into my room when it rains", TWO))
    return bring_matter(world, *codes)


def test_each_hears_once_naming_their_own_text_in_their_language(world, matter):
    _approve_message(world, matter, _submit_message(world, matter))
    assert _run(world) == 2
    assert _run(world) == 0
    assert _mine(ONE) == ["11월 25일(수)에 보내신 문자가 정책이 되었습니다. 고맙습니다."]
    assert _mine(TWO) == ["Your text of Fri 27 Nov became a policy. Thank you."]
    assert Broadcast.objects.get().state == "sent"
    # A second message of the same matter finds nobody.
    with pytest.raises(broadcasts.NoRecipients):
        _submit_message(world, matter)


def test_the_mayor_leaves_one_of_them_out(world, matter, visit):
    telling = _submit_message(world, matter)
    page = f"/policy/{matter.pk}/"
    assert 'name="without"' not in visit("clerk1").get(page).text
    mayor = visit("mayor")
    shown = mayor.get(page).text
    ticks = re.findall(r'name="without" value="(\d+)" form="bc-approve"', shown)
    assert len(ticks) == 2
    form = {"broadcast": telling.pk, "hash": telling.hash, "without": ticks[:1]}
    assert mayor.post(f"{page}tell/approve", form).status_code == 302
    world.wait(seconds=21)
    assert _run(world) == 1
    assert [len(_mine(each)) for each in (ONE, TWO)] == [0, 1]


def test_a_text_of_another_year_is_named_with_its_year(world, matter):
    world.wait(days=60)
    _approve_message(world, matter, _submit_message(world, matter))
    assert _run(world) == 2
    assert _mine(ONE) == ["2026년 11월 25일(수)에 보내신 문자가 정책이 되었습니다. 고맙습니다."]
    assert _mine(TWO) == ["Your text of Fri 27 Nov 2026 became a policy. Thank you."]


def test_whoever_came_later_hears_of_the_next_message_alone(world, matter):
    _approve_message(world, matter, _submit_message(world, matter))
    _run(world)
    api.case_add(**act(world), number=matter.pk, code=world.text("저도 물이 차요", THREE))
    _approve_message(world, matter, _submit_message(world, matter))
    assert _run(world) == 1
    assert [len(_mine(each)) for each in (ONE, TWO, THREE)] == [1, 1, 1]


def test_an_approval_binds_words_and_recipients(world, matter):
    telling = _submit_message(world, matter)
    seen = telling.hash
    api.case_add(**act(world), number=matter.pk, code=world.text("저도요 물이 차요", THREE))
    with pytest.raises(broadcasts.BroadcastChanged):
        _approve_message(world, matter, telling, hash_=seen)
    again = _submit_message(world, matter, ko=f"{TO_KO} 밸브를 달아 드립니다.")
    assert again.pk == telling.pk  # one at a time
    with pytest.raises(broadcasts.BroadcastChanged):
        _approve_message(world, matter, again, hash_=seen)
    with pytest.raises(NotAllowed):
        _approve_message(world, matter, again, username="clerk1")
    assert not _mine(ONE)


@pytest.mark.parametrize("words", [{"ko": "고맙습니다"}, {"en": "{day} {day}"}, {"en": ""}])
def test_words_name_the_day_of_ones_own_text(world, matter, words):
    with pytest.raises(WordsWithoutDay):
        _submit_message(world, matter, **words)


def test_nobody_is_told_of_a_matter_that_no_text_began(world):
    with pytest.raises(broadcasts.NoRecipients):
        _submit_message(world, open_matter(world))


@pytest.mark.server
def test_who_said_stop_has_none_and_the_page_says_so(world, matter):
    world.deliver("그만", ONE)
    world.route()
    _approve_message(world, matter, _submit_message(world, matter))
    _run(world)
    assert not _mine(ONE)
    assert len(_mine(TWO)) == 1
    recipients = api.matter_detail(matter.pk, viewer=world.person("clerk1")).heard
    assert sorted(one.outcome for one in recipients) == ["", "refused"]


def test_an_approval_is_taken_back_while_nothing_left(world, matter):
    telling = _submit_message(world, matter)
    _approve_message(world, matter, telling)
    arguments = {"broadcast_id": telling.pk}
    broadcasts.broadcast_undo(**_own(world, matter, "mayor"), **arguments)
    assert _run(world) == 0
    _approve_message(world, matter, telling)
    assert _run(world) == 2
    with pytest.raises(broadcasts.TextsLeft):
        broadcasts.broadcast_undo(**_own(world, matter, "mayor"), **arguments)
