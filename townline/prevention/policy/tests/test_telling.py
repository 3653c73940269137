"""Those whose texts began a matter hear of it once, in words that the mayor approved."""

import pytest

from tests.texts import told as told_texts
from townline.casework.cases.api import NotAllowed, WrongState
from townline.prevention.policy import api
from townline.prevention.policy.errors import NobodyToTell, TellingChanged, WordsWithoutDay
from townline.prevention.policy.models import Telling, Told
from townline.prevention.policy.tests.way import TO_EN, TO_KO, act, brought, fresh, opened

pytestmark = pytest.mark.django_db
ONE, TWO, THREE = "01000000041", "01000000042", "01000000043"


def _submitted(world, matter, **words):
    told = {"words_ko": TO_KO, "words_en": TO_EN} | words
    return api.telling_submit(**act(world), number=matter.pk, **told)


def _hash(telling):
    return api.hash_of(
        telling.matter, (telling.words_ko, telling.words_en), api.recipients(telling.matter_id)
    )


def _approved(world, telling, **more):
    told = {"hash_": _hash(telling)} | more
    approved = api.telling_approve(**act(world, "mayor"), telling_id=telling.pk, **told)
    assert api.tellings_run(now=world.now) == 0
    world.wait(seconds=21)
    return approved


def _mine(number):
    return [text for text in told_texts(number) if "정책이" in text or "became" in text]


@pytest.fixture
def matter(world):
    codes = [world.text("비 오면 방에 물이 차요", ONE)]
    world.wait(days=2)
    codes.append(world.text("Water comes into my room when it rains", TWO))
    return brought(world, *codes)


def test_each_hears_once_naming_their_own_text_in_their_language(world, matter):
    _approved(world, _submitted(world, matter))
    assert api.tellings_run(now=world.now) == 2
    assert api.tellings_run(now=world.now) == 0
    assert _mine(ONE) == ["11월 25일(수)에 보내신 문자가 정책이 되었습니다. 고맙습니다."]
    assert _mine(TWO) == ["Your text of Fri 27 Nov became a policy. Thank you."]
    assert Telling.objects.get().state == "done"
    # A second message of the same matter finds nobody.
    with pytest.raises(NobodyToTell):
        _submitted(world, matter)


def test_whoever_came_later_hears_of_the_next_message_alone(world, matter):
    _approved(world, _submitted(world, matter))
    api.tellings_run(now=world.now)
    api.case_add(**act(world), number=matter.pk, code=world.text("저도 물이 차요", THREE))
    _approved(world, _submitted(world, matter))
    assert api.tellings_run(now=world.now) == 1
    assert [len(_mine(each)) for each in (ONE, TWO, THREE)] == [1, 1, 1]


def test_an_approval_binds_words_and_recipients(world, matter):
    telling = _submitted(world, matter)
    seen = _hash(telling)
    api.case_add(**act(world), number=matter.pk, code=world.text("저도요 물이 차요", THREE))
    with pytest.raises(TellingChanged):
        _approved(world, telling, hash_=seen)
    again = _submitted(world, matter, words_ko=f"{TO_KO} 밸브를 달아 드립니다.")
    assert fresh_state(telling) == "withdrawn"
    with pytest.raises(WrongState):
        _approved(world, telling, hash_=_hash(telling))
    with pytest.raises(TellingChanged):
        _approved(world, again, hash_=_hash(telling))
    with pytest.raises(NotAllowed):
        api.telling_approve(**act(world), telling_id=again.pk, hash_=_hash(again))
    assert not Told.objects.exists()
    assert not _mine(ONE)


def fresh_state(telling):
    return Telling.objects.get(pk=telling.pk).state


@pytest.mark.parametrize(
    "words", [{"words_ko": "고맙습니다"}, {"words_en": "{day} {day}"}, {"words_en": ""}]
)
def test_words_name_the_day_of_ones_own_text(world, matter, words):
    with pytest.raises(WordsWithoutDay):
        _submitted(world, matter, **words)


def test_nobody_is_told_of_a_matter_that_no_text_began(world):
    with pytest.raises(NobodyToTell):
        _submitted(world, opened(world))


@pytest.mark.server
def test_who_said_stop_has_none_and_the_page_says_so(world, matter):
    world.deliver("그만", ONE)
    world.route()
    _approved(world, _submitted(world, matter))
    api.tellings_run(now=world.now)
    assert not _mine(ONE)
    assert len(_mine(TWO)) == 1
    heard = {
        one.told.skipped
        for one in api.matter_detail(matter.pk, viewer=world.person("clerk1")).heard
    }
    assert heard == {"", "refused"}


def test_a_run_that_is_cut_off_goes_on(world, matter):
    _approved(world, _submitted(world, matter))
    assert api.tellings_run(now=world.now, limit=1) == 1
    assert Telling.objects.get().state == "approved"
    assert api.tellings_run(now=world.now, limit=1) == 1
    assert Telling.objects.get().state == "done"
    assert fresh(matter).state == "adopted"


def test_an_approval_is_taken_back_while_nothing_left(world, matter):
    telling = _submitted(world, matter)
    _approved(world, telling)
    api.telling_undo(**act(world, "mayor"), telling_id=telling.pk)
    assert api.tellings_run(now=world.now) == 0
    assert fresh_state(telling) == "waiting"
    _approved(world, telling)
    assert api.tellings_run(now=world.now) == 2
    for undone in (telling.pk, telling.pk):
        with pytest.raises((TellingChanged, WrongState)):
            api.telling_undo(**act(world, "mayor"), telling_id=undone)
