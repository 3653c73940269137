"""What residents say of a matter: one telephone, one voice."""

import datetime as dt
import re

from django.db import transaction

from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import Cause, Claim, IncomingView
from townline.platform.core import district
from townline.platform.core.text import msisdn
from townline.platform.core.text.particles import settle
from townline.platform.departments.api import Act, Permission
from townline.prevention.policy.errors import (
    AlreadyVoiced,
    MatterNotFound,
    OpinionsClosed,
    StoryUnpublished,
    VoiceCode,
    VoicePhone,
    VoiceTooOften,
)
from townline.prevention.policy.models import Matter, Story, Voice
from townline.prevention.policy.rules.states import HEARS_OPINIONS, PolicyRemark
from townline.prevention.policy.rules.voices import VoiceText, parse_voice
from townline.prevention.policy.selectors.words import policy_text
from townline.prevention.policy.services.marks import matter_lock, matter_record
from townline.prevention.policy.settings import Policy

BY = "policy.voice"
TEXT, PAGE = "text", "page"
_PURPOSE = "policy-voice"
_WORDS = 1_000
_LONG_NUMBER = re.compile(r"\d[\d\s-]{8,}\d")


@transaction.atomic
def opinions_switch(act: Act, *, number: int, on: bool) -> Matter:
    """Take opinions of residents on a matter, or no more. Raises OpinionsClosed."""
    matter = matter_lock(number, act.viewer, Permission.ASSIGN)
    if on and matter.state not in HEARS_OPINIONS:
        raise OpinionsClosed("opinions are taken from the proposal on until it is over")
    if on and not Story.objects.filter(matter=matter, published_at__isnull=False).exists():
        raise StoryUnpublished("publish the story first: people say what they think of it")
    matter.hears = on
    matter.save(update_fields=["hears"])
    matter_record(matter, PolicyRemark.OPINIONS, act.actor, act.now, on=on)
    return matter


@transaction.atomic
def voice_put(
    *, number: int, resident_id: int, stance: str, words: str, via: str, now: dt.datetime
) -> Voice:
    """Keep what a proved telephone says. Raises MatterNotFound, OpinionsClosed, AlreadyVoiced.

    Whoever has said the same before is refused; who has changed their mind has one voice still.
    """
    # Held, so that two presses at once are one after the other.
    matter = Matter.objects.select_for_update(of=("self",)).filter(pk=number).first()
    if matter is None:
        raise MatterNotFound(f"there is no matter {number}")
    if not matter.hears:
        raise OpinionsClosed("no opinions are taken on this matter now")
    voice = Voice.objects.filter(matter=matter, resident_id=resident_id).first()
    if voice is not None and voice.stance == stance:
        raise AlreadyVoiced("this telephone has said so before")
    redacted = _LONG_NUMBER.sub("…", words.strip())[:_WORDS]
    found, _ = Voice.objects.update_or_create(
        matter=matter, resident_id=resident_id,
        defaults={"stance": stance, "words": redacted, "via": via, "at": now},
    )  # fmt: skip
    return found


def stance_words(language: str) -> list[str]:
    """Give the words with which a vote for something begins, those of a language first."""
    words = district.part(Policy).support_words
    return sorted(words, key=lambda word: word.isascii() != (language != "ko"))


def voice_begin(
    *, number: int, phone: str, stance: str, words: str, language: str, now: dt.datetime
) -> str:
    """Text a code to the telephone that says so; give the token that goes with it.

    Raises MatterNotFound, OpinionsClosed, VoicePhone for what is no mobile number, VoiceTooOften.
    """
    matter = Matter.objects.filter(pk=number).first()
    if matter is None:
        raise MatterNotFound(f"there is no matter {number}")
    if not matter.hears:
        raise OpinionsClosed("no opinions are taken on this matter now")
    token = conversations.verification_begin(
        phone=_mobile(phone), purpose=_PURPOSE,
        body=policy_text("code", language), language=language, now=now,
        payload={"matter": number, "stance": stance, "words": words},
    )  # fmt: skip
    if token is None:
        raise VoiceTooOften("no more codes may go to this number now")
    return token


def voice_finish(*, token: str, code: str, now: dt.datetime) -> Voice:
    """Take the code, and keep what was said with it. Raises VoiceCode and as ``voice_put``."""
    found = conversations.verification_finish(token=token, code=code, purpose=_PURPOSE, now=now)
    if found is None:
        raise VoiceCode("the code is wrong or too old")
    payload = found.payload
    return voice_put(
        number=payload["matter"], resident_id=found.resident_id, stance=payload["stance"],
        words=payload["words"], via=PAGE, now=now,
    )  # fmt: skip


def _mobile(phone: str) -> msisdn.Msisdn:
    try:
        number = msisdn.parse(phone)
    except msisdn.InvalidNumber:
        raise VoicePhone("that is no telephone number") from None
    if not number.is_mobile:
        raise VoicePhone("that is no mobile number")
    return number


def voice_claim(view: IncomingView) -> Claim | None:
    """Take a text that is a voice: ``찬성 12``, perhaps with words behind it.

    What names no matter of ours and says more is somebody's own matter, and left to the cases.
    """
    if view.parts_missing or not view.sender_is_mobile:
        return None
    part = district.part(Policy)
    stated = parse_voice(view.body, part.stances(), part.subject_words)
    if stated is None:
        return None
    known = Matter.objects.filter(pk=stated.number).exists()
    if not known and stated.words:
        return None
    _answer(view, _record_voice(view, stated))
    return Claim(BY, f"policy:{stated.number}")


def _record_voice(view: IncomingView, stated: VoiceText) -> str:
    """Keep the voice; give which text answers it."""
    try:
        voice_put(
            number=stated.number, resident_id=view.resident_id, stance=stated.stance,
            words=stated.words, via=TEXT, now=view.now,
        )  # fmt: skip
    except MatterNotFound:
        return "unknown"
    except OpinionsClosed:
        return "closed"
    except AlreadyVoiced:
        return "already"
    return "taken"


def _answer(view: IncomingView, key: str) -> None:
    conversations.automatic_queue(
        resident_id=view.resident_id, body=settle(policy_text(key, view.language)),
        reference="policy", now=view.now, cause=Cause.ASKED,
    )  # fmt: skip
