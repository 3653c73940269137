"""Those whose texts began a matter hear what became of it: once, in words the mayor approved."""

import datetime as dt
from collections.abc import Collection, Mapping

from townline.platform.conversations import api as conversations
from townline.platform.departments.api import Permission, Viewer
from townline.prevention.incidents.broadcasts import api as broadcasts
from townline.prevention.incidents.broadcasts.api import Addressee
from townline.prevention.policy.errors import WordsWithoutDay
from townline.prevention.policy.models import Matter
from townline.prevention.policy.rules.states import TELLING
from townline.prevention.policy.selectors.recipients import recipients
from townline.prevention.policy.services.marks import matter_lock

# As many as a link carries in a few seconds; the others go with the next minute.
_PER_MINUTE = 300


def telling_kind() -> broadcasts.BroadcastKind:
    """Say what broadcasts must know of messages on matters."""
    return broadcasts.BroadcastKind(
        name=TELLING,
        history="policy:telling",
        address="/policy/{owner}/#po-telling",
        hold=_hold,
        people=_people,
        titles=_titles,
        per_minute=lambda: _PER_MINUTE,
        check=_check,
        refuses=_refuses,
    )


def _hold(number: int, viewer: Viewer, permission: Permission, _over: bool) -> None:
    matter_lock(number, viewer, permission)


def _people(number: int, bodies: Mapping[str, str]) -> list[Addressee]:
    return [
        Addressee(
            resident_id=one.resident_id, case_id=one.case_id, day=one.day,
            language=broadcasts.language_for(one.language, bodies),
        )
        for one in recipients(number)
    ]  # fmt: skip


def _titles(ids: Collection[int], viewer: Viewer) -> dict[int, str]:
    found = Matter.objects.filter(id__in=ids if viewer.reads else [])
    return dict(found.values_list("id", "title"))


def _check(bodies: Mapping[str, str]) -> None:
    if any(bodies.get(lang, "").count(broadcasts.DAY) != 1 for lang in ("ko", "en")):
        raise WordsWithoutDay("each language names the day of one's own text once, as {day}")


def _refuses(residents: Collection[int], now: dt.datetime) -> set[int]:
    """Whoever said STOP, or is blocked, hears of no matter."""
    known = conversations.residents_brief(residents)
    return {
        number
        for number in residents
        if (brief := known.get(number)) is None
        or not brief.is_mobile
        or brief.stopped_at is not None
        or (brief.blocked_until is not None and brief.blocked_until > now)
    }
