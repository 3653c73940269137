"""Later cases are offered to an open incident; what its residents write comes back to it."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from townline.casework.cases import api as cases
from townline.casework.classification import api as classification
from townline.platform.conversations import api as conversations
from townline.platform.core.database.rows import row_insert
from townline.platform.core.history import audit
from townline.platform.triage import api as triage
from townline.prevention.incidents.broadcasts import api as broadcasts
from townline.prevention.incidents.models import (
    Incident,
    IncidentMember,
    IncidentOffer,
    IncidentQuestion,
)
from townline.prevention.incidents.rules import IncidentLogEvent, IncidentState
from townline.prevention.incidents.selectors.fitting import about, members_of
from townline.prevention.incidents.selectors.incidents import incident_settings
from townline.prevention.incidents.services.marks import UPDATE, log, publish

_MEMBERS = 200  # that stand for an incident
_BACK = dt.timedelta(hours=6)  # so long nobody may have looked


def opened_offer(event: cases.CaseOpened) -> None:
    """Offer a new case to the open incidents of a kind whose words it has.

    No query where it has none. The case's own row may not be written yet: nothing is asked of it.
    """
    bodies = event.words or [
        text.body for text in conversations.incoming_many(event.text_ids).values()
    ]
    body = " ".join(bodies)
    kinds = [
        code
        for code, kind in incident_settings().kinds.items()
        if any(w in body for w in kind.words)
    ]
    if kinds:
        open_ = Incident.objects.filter(kind__in=kinds, state=IncidentState.OPEN)
        for incident in open_.order_by("id"):
            row_insert(
                IncidentOffer(incident=incident, case_id=event.case_id, why="words", at=event.at)
            )
            publish(incident)


def replies_run(*, now: dt.datetime) -> int:
    """Put what residents wrote within some time after an update before the incident; count it.

    Each minute rather than with each text: what comes in must cost nothing for it.
    """
    within = incident_settings().reply_within
    lately = broadcasts.got(UPDATE).filter(leaves_at__gte=now - _BACK - within)
    if not lately.exists():
        return 0
    texts = conversations.incoming_since(
        now - _BACK,
        residents=lately.values("resident_id"),
        but=IncidentQuestion.objects.values("text_id"),
    )
    going = {case.id for case in cases.cases_brief(_case_of(text) for text in texts)}
    words = cases.thanks_words()
    return sum(
        _reply(text, within, now)
        for text in texts
        if _case_of(text) in going and not cases.is_only_thanks(text.body, words)
    )


def _case_of(text: conversations.ThreadText) -> int:
    return cases.case_id_of(text.reference) or 0


@transaction.atomic
def _reply(text: conversations.ThreadText, within: dt.timedelta, now: dt.datetime) -> bool:
    window = (text.at - within, text.at)
    rows = broadcasts.got(UPDATE).filter(
        resident_id=text.resident_id, leaves_at__range=window, text_id__isnull=False
    )
    last = rows.select_related("broadcast").order_by("-leaves_at").first()
    if last is None:
        return False
    incident = Incident.objects.get(pk=last.broadcast.owner)
    case = _case_of(text)
    _, made = IncidentQuestion.objects.get_or_create(
        text_id=text.id,
        defaults={
            "incident": incident, "update": last.broadcast, "case_id": case, "at": text.at,
        },
    )  # fmt: skip
    if made:
        log(incident, IncidentLogEvent.QUESTION, audit.RESIDENT, now)
        offer(incident, [case], "reply", now)
    return made


def offer(incident: Incident, case_ids: Iterable[int], why: str, now: dt.datetime) -> int:
    """Offer cases to an open incident, each once, none that belongs to one; say how many."""
    if incident.state != IncidentState.OPEN:
        return 0
    ids = set(case_ids)
    ids -= set(IncidentMember.objects.filter(case__in=ids).values_list("case", flat=True))
    ids -= set(
        IncidentOffer.objects.filter(incident=incident, case__in=ids).values_list("case", flat=True)
    )
    fresh = [case.id for case in cases.cases_brief(ids) if not case.private]
    IncidentOffer.objects.bulk_create(
        [IncidentOffer(incident=incident, case_id=one, why=why, at=now) for one in fresh],
        ignore_conflicts=True,
    )
    if fresh:
        publish(incident)
    return len(fresh)


def offers_run(*, now: dt.datetime) -> int:
    """Offer what came into the index since, or joined a suggestion; say how many cases."""
    newest = triage.index_newest()
    waits = Incident.objects.filter(state=IncidentState.OPEN, looked_upto__lt=newest)
    return sum(_look(number, newest, now) for number in waits.values_list("id", flat=True))


@transaction.atomic
def _look(incident_id: int, newest: int, now: dt.datetime) -> int:
    rows = Incident.objects.select_for_update(of=("self",), skip_locked=True, no_key=True)
    incident = rows.filter(id=incident_id, state=IncidentState.OPEN).first()
    if incident is None:
        return 0
    fits = triage.event_fits(
        about=about(incident),
        members=[cases.subject(number) for number in members_of(incident)[:_MEMBERS]],
        since=incident.looked_upto,
    )
    like = [cases.case_id_of(one) or 0 for one, fit in fits.items() if not fit.against]
    count = offer(incident, like, "likeness", now)
    if incident.suggestion_id:
        found = classification.suggested_cases(incident.suggestion_id)
        count += offer(incident, found, "suggestion", now)
    incident.looked_upto = newest
    incident.save(update_fields=["looked_upto"])
    return count
