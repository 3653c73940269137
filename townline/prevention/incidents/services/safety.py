"""Asking those of a list whether they are safe, and taking what they answer.

Approved by the mayor for exactly its words and recipients, as every broadcast. While a telephone's
question is open, its texts come here before any other question of the line: whatever is not
clearly a yes opens a case and raises an alarm.
"""

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence

from django.db import transaction

from townline.casework.alarms import api as alarms
from townline.casework.cases import api as cases
from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import Cause, Claim, Claimer, IncomingView
from townline.platform.core import district
from townline.platform.core.history import audit
from townline.platform.departments.api import Act, Permission, Viewer
from townline.prevention.incidents.broadcasts import api as broadcasts
from townline.prevention.incidents.broadcasts.api import Addressee
from townline.prevention.incidents.errors import (
    IncidentNotFound,
    NobodyToAsk,
    SafetyListRefused,
    SafetyWithoutDigits,
)
from townline.prevention.incidents.models import Incident, SafetyAnswer, SafetyCheck
from townline.prevention.incidents.rules import IncidentLogEvent, SafetyState, safety_reply
from townline.prevention.incidents.selectors.incidents import incident_settings, visible
from townline.prevention.incidents.selectors.safety import (
    SAFETY,
    safety_ground,
    safety_lists,
    safety_open,
    safety_people,
    safety_words,
)
from townline.prevention.incidents.services.marks import incident_lock, log, publish

BY = "incidents.safety"
ANSWERED = {SafetyState.SAFE: "safety:answer:safe", SafetyState.HELP: "safety:answer:help"}
DANGER = "help"  # what the alarm is called


@transaction.atomic
def safety_ask(
    act: Act, *, incident_id: int, lists: Sequence[str], dongs: Sequence[str] = ()
) -> SafetyCheck:
    """Draft the question to some lists; nobody gets it before the mayor approves.

    Raises SafetyListRefused for a list without a legal ground, NobodyToAsk.
    """
    incident = incident_lock(incident_id, act.viewer, Permission.ASSIGN)
    known = {one.code for one in safety_lists()}
    if not lists or not known.issuperset(lists):
        raise SafetyListRefused("the district names no legal ground for texts to this list")
    people = safety_people(lists, dongs)
    briefs = conversations.residents_brief({one.resident_id for one in people})
    reached = [
        one
        for one in people
        if (brief := briefs.get(one.resident_id)) and brief.is_mobile and not brief.is_erased
    ]
    if not reached:
        raise NobodyToAsk("nobody of these lists can be reached by text")
    chosen = sorted(set(lists))
    row = SafetyCheck.objects.create(
        incident=incident, lists=chosen, dongs=sorted(set(dongs)), at=act.now,
        ground="\n".join(safety_ground(code, "ko") for code in chosen), by_id=act.viewer.staff_id,
    )  # fmt: skip
    SafetyAnswer.objects.bulk_create(
        SafetyAnswer(
            check_of=row, resident_id=one.resident_id, language=one.language, place=one.place,
            dong=one.dong, latitude=one.latitude, longitude=one.longitude,
        )
        for one in reached
    )  # fmt: skip
    log(incident, IncidentLogEvent.SAFETY, act.actor, act.now, check=row.pk)
    bodies = {lang: safety_words(lang) for lang in district.languages()}
    broadcasts.broadcast_save(act, kind=SAFETY, owner=row.pk, bodies=bodies, urgent=True)
    return row


def safety_kind() -> broadcasts.BroadcastKind:
    """Say what broadcasts must know of the question whether people are safe."""
    return broadcasts.BroadcastKind(
        name=SAFETY,
        history="safety:text",
        address="/incidents/safety/{owner}/",
        hold=_hold,
        people=_people,
        titles=_titles,
        per_minute=lambda: incident_settings().per_minute,
        writing=Permission.ASSIGN,
        check=_check,
        refuses=_refuses,
        changed=lambda number: publish(Incident.objects.get(safety_checks=number)),
    )


def _hold(number: int, viewer: Viewer, permission: Permission, over: bool) -> None:
    row = SafetyCheck.objects.filter(pk=number).first()
    if row is None:
        raise IncidentNotFound(f"there is no safety check {number}")
    incident_lock(row.incident_id, viewer, permission, over=over)


def _people(number: int, bodies: Mapping[str, str]) -> list[Addressee]:
    rows = SafetyAnswer.objects.filter(check_of=number).order_by("resident_id", "id")
    languages = dict(rows.values_list("resident_id", "language"))
    return [
        Addressee(resident_id=one, language=broadcasts.language_for(language, bodies))
        for one, language in languages.items()
    ]


def _titles(ids: Collection[int], viewer: Viewer) -> dict[int, str]:
    rows = SafetyCheck.objects.filter(id__in=ids, incident__in=visible(viewer))
    return dict(rows.values_list("id", "incident__title"))


def _check(bodies: Mapping[str, str]) -> None:
    if silent := [lang for lang, words in bodies.items() if "1" not in words or "2" not in words]:
        raise SafetyWithoutDigits("the words do not say what to reply", language=silent[0])


def _refuses(residents: Collection[int], _now: dt.datetime) -> set[int]:
    """Whoever is on none of the lists any more is not asked."""
    rows = SafetyCheck.objects.filter(answers__resident_id__in=residents).distinct()
    still = {one.resident_id for row in rows for one in safety_people(row.lists, row.dongs)}
    return set(residents) - still


def safety_claimer(*, elsewhere: Callable[[str], bool] = lambda _: False) -> Claimer:
    """Make the claimer of replies; ``elsewhere``: addresses at which no question is answered."""

    # Without a savepoint: the router undoes its whole transaction when a text fails.
    @transaction.atomic(savepoint=False)
    def safety_claim(view: IncomingView) -> Claim | None:
        if view.first_text or elsewhere(view.destination_addr):
            return None
        number = safety_open(view.resident_id, view.received_at)
        return None if number is None else _answer(view, number)

    return safety_claim


def _answer(view: IncomingView, number: int) -> Claim | None:
    rows = SafetyAnswer.objects.select_for_update().filter(
        check_of=number, resident_id=view.resident_id
    )
    before = {row.answer for row in rows}
    if not before:
        return None  # erased since
    # What cannot be read whole says no yes: a person looks at the photo, or for the lost part.
    whole = not (view.photos or view.parts_missing)
    reply = safety_reply(view.body, incident_settings().safety_yes) if whole else SafetyState.HELP
    if reply == SafetyState.SAFE and SafetyState.HELP not in before:
        return _note_safe(view, number)
    return _raise_help(view, number, further=SafetyState.HELP in before)


def _note_safe(view: IncomingView, number: int) -> Claim:
    _settle(view, number, SafetyState.SAFE, None)
    conversations.automatic_queue(
        resident_id=view.resident_id, body=cases.automatic("safety_taken", view.language),
        reference=f"resident:{view.resident_id}", now=view.now, cause=Cause.ASKED,
    )  # fmt: skip
    return Claim(BY, f"safety:{number}")


def _raise_help(view: IncomingView, number: int, *, further: bool) -> Claim:
    """Open a case, or join theirs, and raise the alarm.

    After a call for help each further text, also a yes, is read in the case by a person.
    """
    claim, case = cases.text_report(view)
    if not further:
        alarms.alarm_raise(case=case, text_id=view.id, kind=DANGER, probability=1.0, now=view.now)
        _settle(view, number, SafetyState.HELP, case.pk)
    return claim


def _settle(view: IncomingView, number: int, state: SafetyState, case: int | None) -> None:
    rows = SafetyAnswer.objects.filter(check_of=number, resident_id=view.resident_id)
    rows.update(answer=state, answered_at=view.received_at, case=case)
    audit.record(
        audit.AuditEntry(
            subject=f"safety:{number}", event=ANSWERED[state], actor=audit.RESIDENT,
            at=view.now, data={},
        )
    )  # fmt: skip
    publish(Incident.objects.get(safety_checks=number))
