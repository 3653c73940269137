"""One telephone, one voice: by text or by page."""

import re

import pytest
from django.apps import apps

from tests.texts import texts_to_number as told_texts
from townline.platform.core.history.audit import SERVER
from townline.prevention.policy import api
from townline.prevention.policy.errors import AlreadyVoiced, StoryUnpublished, VoiceCode, VoicePhone
from townline.prevention.policy.models import Voice
from townline.prevention.policy.services.persons import person_part, retention_rules
from townline.prevention.policy.tests.way import act, bring_matter, open_matter, publish_story

pytestmark = pytest.mark.django_db
PHONE = "01000000042"


@pytest.fixture
def matter(world):
    made = bring_matter(world, steps=1)
    publish_story(world, made.pk)
    return api.opinions_switch(**act(world), number=made.pk, on=True)


def _cases():
    return apps.get_model("cases", "Case").objects


def _send_opinion(world, body, sender=PHONE):
    world.deliver(body, sender)
    world.route()
    return told_texts(sender)[-1:]


def test_a_vote_by_text_counts_once(world, matter):
    assert "의견을 받았습니다" in _send_opinion(world, f"찬성 {matter.pk} 꼭 해 주세요")[0]
    assert "이미" in _send_opinion(world, f"찬성 {matter.pk}")[0]
    assert Voice.objects.get().words == "꼭 해 주세요"
    # Who has changed their mind has one voice still.
    _send_opinion(world, f"반대 {matter.pk}")
    assert Voice.objects.get().stance == "oppose"
    assert not _cases().exists()


def test_a_vote_for_what_is_not_there_or_closed_is_answered(world, matter):
    assert "없습니다" in _send_opinion(world, "찬성 999999")[0]
    api.opinions_switch(**act(world), number=matter.pk, on=False)
    assert "받지 않습니다" in _send_opinion(world, f"찬성 {matter.pk}")[0]
    assert not Voice.objects.exists()


def test_what_only_looks_like_a_vote_is_a_case(world, matter):
    _send_opinion(world, "반대 999999 재건축을 멈춰 주세요")
    assert _cases().count() == 1


@pytest.mark.parametrize("phone", ["", "abc", "02-000-0000", "010", "1588-0000"])
def test_a_number_that_is_none_does_not_vote(world, matter, phone):
    with pytest.raises(VoicePhone):
        api.voice_begin(number=matter.pk, phone=phone, stance="support", words="", language="ko",
                        now=world.now)  # fmt: skip


def _code(number=PHONE):
    return re.search(r"\d{6}", told_texts(number)[-1])[0]


def _begin_voice(world, matter, stance="support"):
    return api.voice_begin(number=matter.pk, phone="010-0000-0042", stance=stance, words="좋아요",
                           language="ko", now=world.now)  # fmt: skip


def test_a_vote_by_page_is_proved_and_counts_once(world, matter):
    token = _begin_voice(world, matter)
    with pytest.raises(VoiceCode):
        api.voice_finish(token=token, code="000000x", now=world.now)
    api.voice_finish(token=token, code=_code(), now=world.now)
    with pytest.raises(VoiceCode):
        api.voice_finish(token=token, code=_code(), now=world.now)
    again = _begin_voice(world, matter)
    with pytest.raises(AlreadyVoiced):
        api.voice_finish(token=again, code=_code(), now=world.now)
    # The same telephone by text is the same telephone.
    assert "이미" in _send_opinion(world, f"찬성 {matter.pk}")[0]
    assert api.count_voices([matter.pk])[matter.pk] == api.Counts(1, 0, 1)


@pytest.mark.server
def test_numbers_in_words_are_not_kept(world, matter):
    _send_opinion(world, f"찬성 {matter.pk} 전화 010-0000-0099 주세요")
    assert Voice.objects.get().words == "전화 … 주세요"


def test_erased_and_old_voices_still_count(world, matter):
    _send_opinion(world, f"찬성 {matter.pk} 좋아요")
    part = person_part()
    number = "+821000000042"
    assert part.tell(number)[0]["words"] == "좋아요"
    assert part.erase(number, actor=SERVER, reason="x", now=world.now) == 1
    assert part.tell(number) == []
    assert api.count_voices([matter.pk])[matter.pk] == api.Counts(1, 0, 0)
    _send_opinion(world, f"반대 {matter.pk} 싫어요", "01000000043")
    (rule,) = retention_rules()
    world.wait(days=400)
    assert rule.count(world.now) == 1
    assert rule.sweep(world.now, 10) == 1
    assert api.count_voices([matter.pk])[matter.pk] == api.Counts(1, 1, 0)


def test_opinions_need_a_story_that_everybody_reads(world):
    with pytest.raises(StoryUnpublished):
        api.opinions_switch(**act(world), number=bring_matter(world, steps=1).pk, on=True)
    assert open_matter(world).hears is False
