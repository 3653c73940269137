"""Each minute: are there more texts than usual? A person decides what follows."""

import datetime as dt

from django.db import IntegrityError, transaction

from townline.casework.cases import api as cases
from townline.casework.classification import api as classification
from townline.platform.conversations import api as conversations
from townline.platform.core import district
from townline.platform.core.history import audit
from townline.platform.departments import api as departments
from townline.platform.departments.api import POWERS, Permission, Role
from townline.prevention.incidents.surge.models import SurgeMode
from townline.prevention.incidents.surge.rules.states import SurgeEvent, SurgeState, surge_subject
from townline.prevention.incidents.surge.rules.usual import TextKind
from townline.prevention.incidents.surge.rules.watching import WINDOWS, Signal, SignalKind, Watch
from townline.prevention.incidents.surge.selectors.now import past_of, surge_open, usual_between
from townline.prevention.incidents.surge.services.deciding import SURGES, publish_surge

_MINUTE = dt.timedelta(minutes=1)
# So many minutes are looked at again: nobody remembers from one minute to the next.
_AGAIN = 31


def surge_watch(*, now: dt.datetime) -> SurgeMode | None:
    """Propose surge mode, or say that it is over. May run twice or late without harm."""
    found = surge_open()
    signal, on = _watch_minutes(now, is_on=found is not None)
    if found is None:
        return _propose(signal, now) if on and signal else None
    _count_again(found, now)
    _calm(found, now if not on else None, now)
    return found


def _count_again(found: SurgeMode, now: dt.datetime) -> None:
    """Say of what nobody decided about how many have come since it began: the figure is live."""
    texts = len(conversations.arrivals(found.begun_at, now))
    if found.state != SurgeState.PROPOSED or texts == found.texts:
        return
    with transaction.atomic():
        held = SURGES.lock(found.pk)
        if held is None or held.state != SurgeState.PROPOSED:
            return
        held.texts, held.minutes = texts, round((now - held.begun_at) / _MINUTE)
        held.usual = usual_between(held.begun_at, now)
        held.save(update_fields=["texts", "minutes", "usual"])
        publish_surge(held, now)


def _watch_minutes(now: dt.datetime, *, is_on: bool) -> tuple[Signal | None, bool]:
    """Look at the last minutes one after the other; what is said last, and whether it is on."""
    zone = district.current().zone
    since = _since(now)
    local = now.astimezone(zone)
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    arrivals = [at.astimezone(zone) for at in conversations.arrivals(min(since, midnight), now)]
    watch = Watch(past_of(now), on=is_on, since=since)
    for at, service, dong in classification.text_kinds(since, now):
        watch.classify(at.astimezone(zone), TextKind(service, dong))
    last: Signal | None = None
    for back in range(_AGAIN, -1, -1):
        minute = (now - back * _MINUTE).astimezone(zone)
        while arrivals and arrivals[0] <= minute:
            watch.hear(arrivals.pop(0))
        if signal := watch.look(minute):
            last = signal if signal.said is SignalKind.PROPOSED else None
    return last, watch.on


def _since(now: dt.datetime) -> dt.datetime:
    """Look no further back than where the last one ended: it is not proposed again for that."""
    last = SurgeMode.objects.filter(ended_at__isnull=False).order_by("-ended_at").first()
    begins = now - WINDOWS[-1] - _AGAIN * _MINUTE
    return max(begins, last.ended_at) if last and last.ended_at else begins


def _propose(signal: Signal, now: dt.datetime) -> SurgeMode | None:
    made = SurgeMode(
        begun_at=now - dt.timedelta(minutes=signal.minutes), texts=signal.texts,
        minutes=signal.minutes, usual=signal.usual,
    )  # fmt: skip
    try:
        with transaction.atomic():
            made.save()
            audit.record(
                audit.AuditEntry(
                    subject=surge_subject(made.pk),
                    event="surge:mode:propose",
                    actor=audit.SYSTEM,
                    at=now,
                    to_state=SurgeState.PROPOSED,
                )
            )
            publish_surge(made, now)
            _notify(made, now)
    except IntegrityError:
        return None  # another worker was first
    return made


def _notify(made: SurgeMode, now: dt.datetime) -> None:
    """Put a notice before everybody who sees all cases, with the newest case of the crowd.

    Texts of which no case came (tickets, questions about a car) are told of by the banner only.
    """
    roles = [role for role in Role if Permission.READ_ALL in POWERS[role]]
    people = departments.staff_names(departments.staff_ids(roles=roles))
    reader = next((departments.viewer_of(one, now=now) for one in people.values()), None)
    if reader is None:
        return
    seen = cases.visible(reader).filter(opened_at__gte=made.begun_at, private=False)
    case = seen.exclude(state=cases.CaseState.MERGED).order_by("-id").first()
    if case is not None:
        cases.notify(case, people, "surge", now)


def _calm(found: SurgeMode, since: dt.datetime | None, now: dt.datetime) -> None:
    """Note since when no more come than usual; what nobody decided about ends with it."""
    if (found.calm_at is None) == (since is None):
        return
    with transaction.atomic():
        held = SURGES.lock(found.pk)
        if held is None or held.state not in {SurgeState.PROPOSED, SurgeState.ON}:
            return
        if since and held.state == SurgeState.PROPOSED:
            changes = {"ended_at": now, "calm_at": since}
            SURGES.move(held, SurgeEvent.LAPSE, actor=audit.SYSTEM, now=now, changes=changes)
        else:
            held.calm_at = since
            held.save(update_fields=["calm_at"])
        publish_surge(held, now)
