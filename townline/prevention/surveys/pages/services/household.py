"""What a household does behind its link: choose a time, refuse, say it moved out, ask for help."""

import datetime as dt

from django.db import transaction

from townline.casework.cases.api import InvalidInput, NotFound
from townline.platform.conversations import api as conversations
from townline.platform.core import district
from townline.platform.core.history import audit
from townline.prevention.surveys.api import Home, HomeState, VisitOutcome, attempt_add, home_lock
from townline.prevention.surveys.pages.errors import TooManyHelps
from townline.prevention.surveys.pages.models import HomeLink, HouseholdWord
from townline.prevention.surveys.pages.ports import TIMES
from townline.prevention.surveys.pages.services.links import links_revoke, note
from townline.prevention.surveys.pages.settings import SurveyPages

REFUSE, MOVED, HELP, TIME, CODE = "refuse", "moved", "help", "time", "code"
_TAGS = {
    REFUSE: "home:household:refuse", MOVED: "home:household:moved", HELP: "home:household:help",
    TIME: "home:household:choose", CODE: "home:household:code",
}  # fmt: skip
WORDS = 500


@transaction.atomic
def visit_refuse(*, link: HomeLink, key: str, now: dt.datetime) -> None:
    """Say that nobody may come: a visit in vain, and the home stays not yet seen."""
    home = home_lock(link.home_id)
    if not _first(home, REFUSE, key, now):
        return
    if home.state == HomeState.LISTED:
        TIMES.value.refuse(home_id=home.id, now=now)
        attempt_add(
            home_id=home.id, key=f"household:{key}", outcome=VisitOutcome.REFUSED, at=now,
            actor=audit.RESIDENT, now=now,
        )  # fmt: skip


@transaction.atomic
def time_choose(*, link: HomeLink, key: str, choice: str, now: dt.datetime) -> None:
    """Choose one of the times that are offered. Raises a CaseError for one that is gone."""
    home = home_lock(link.home_id)
    if _first(home, TIME, key, now):
        HouseholdWord.objects.filter(key=key).update(settled_at=now)  # the visit is what remains
        resident = link.resident_id
        TIMES.value.choose(home_id=home.id, choice=choice, resident_id=resident, now=now)


@transaction.atomic
def moved_out(*, link: HomeLink, key: str, now: dt.datetime) -> None:
    """Say that whoever lived here does not any more: the link ends, staff look."""
    home = home_lock(link.home_id)
    if _first(home, MOVED, key, now):
        links_revoke(home_id=home.id, actor=audit.RESIDENT, now=now)


@transaction.atomic
def help_ask(*, link: HomeLink, key: str, words: str, now: dt.datetime) -> None:
    """Open a case with a household's words, as if they had texted them from their number.

    Raises InvalidInput (no words, or nobody's number is known), TooManyHelps.
    """
    text = words.strip()
    if not 1 <= len(text) <= WORDS or link.resident_id is None:
        raise InvalidInput(f"write 1 to {WORDS} characters")
    home = home_lock(link.home_id)
    _few_today(home, HELP, key, now)
    if not _first(home, HELP, key, now):
        return
    HouseholdWord.objects.filter(key=key).update(settled_at=now)  # the case is what remains
    body = f"{home.place} {home.unit}: {text}"
    stored = conversations.page_text_store(
        resident_id=link.resident_id, body=body, key=f"home:{key}", now=now
    )
    if not stored:
        raise InvalidInput("there is nobody to answer any more")


@transaction.atomic
def code_ask(*, link: HomeLink, key: str, now: dt.datetime) -> bool:
    """Count a wish for a code; say whether it is the first press. Raises TooManyHelps."""
    home = home_lock(link.home_id)
    _few_today(home, CODE, key, now)
    first = _first(home, CODE, key, now)
    HouseholdWord.objects.filter(key=key).update(settled_at=now)
    return first


def _few_today(home: Home, what: str, key: str, now: dt.datetime) -> None:
    today = HouseholdWord.objects.filter(home=home, what=what, at__gt=now - dt.timedelta(days=1))
    if today.exclude(key=key).count() >= district.part(SurveyPages).home_helps_a_day:
        raise TooManyHelps


def _first(home: Home, what: str, key: str, now: dt.datetime) -> bool:
    """Keep what was said, once; say whether it is the first press."""
    _, made = HouseholdWord.objects.get_or_create(
        key=key, defaults={"home": home, "what": what, "at": now}
    )
    if made:
        note(home.id, _TAGS[what], audit.RESIDENT, now)
    return made


@transaction.atomic
def word_settle(*, word_id: int, actor: audit.Actor, now: dt.datetime) -> None:
    """Say that somebody has looked at what a household said. Raises NotFound."""
    word = HouseholdWord.objects.select_for_update().filter(id=word_id).first()
    if word is None:
        raise NotFound(f"there is no word {word_id}")
    if word.settled_at is None:
        word.settled_at = now
        word.settled_by_id = actor.id if actor.kind == "staff" else None
        word.save(update_fields=["settled_at", "settled_by"])
        note(word.home_id, "home:household:settle", actor, now, what=word.what)
