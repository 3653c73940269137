"""How a person wishes to hear of what concerns them."""

import datetime as dt
from collections.abc import Iterable, Mapping

from django.db import transaction

from townline.casework.notifications.errors import AlertsRefused
from townline.casework.notifications.models import AlertPreference
from townline.casework.notifications.rules import AlertKind, Way
from townline.casework.notifications.services.queueing import owner
from townline.platform.core.history import audit
from townline.platform.core.outgoing import pushes
from townline.platform.departments import api as departments
from townline.platform.departments.api import Act, Staff


@transaction.atomic
def alerts_choose(
    act: Act,
    *,
    ways: Mapping[str, Iterable[str]],
    quiet_from: dt.time | None,
    quiet_to: dt.time | None,
    sound: bool = True,
) -> AlertPreference:
    """Set by which ways each kind comes (what is left out: none), and the quiet hours.

    ``sound``: whether an open page sounds once when somebody is in danger.

    Raises AlertsRefused: for an unknown kind or way, one hour without the other, or a way
    that cannot reach this person yet.
    """
    ways_by_kind = {kind: sorted(set(chosen)) for kind, chosen in ways.items() if list(chosen)}
    _check_words(ways_by_kind)
    if (quiet_from is None) != (quiet_to is None) or (quiet_from and quiet_from == quiet_to):
        raise AlertsRefused(
            "give both ends of the do not disturb hours, not the same", problem="hours"
        )
    staff = departments.staff_by_id(act.viewer.staff_id)
    assert staff is not None  # noqa: S101 -- a viewer is somebody
    _check_reach(staff, {way for chosen in ways_by_kind.values() for way in chosen})
    preference, _ = AlertPreference.objects.update_or_create(
        staff_id=act.viewer.staff_id,
        defaults={
            "ways": ways_by_kind,
            "quiet_from": quiet_from,
            "quiet_to": quiet_to,
            "sound": sound,
        },
    )
    _record(act, "staff:alerts:choose", ways=ways_by_kind)
    return preference


def _check_words(ways_by_kind: Mapping[str, Iterable[str]]) -> None:
    if not set(ways_by_kind) <= set(AlertKind):
        raise AlertsRefused(f"accepted kinds: {', '.join(AlertKind)}", problem="way")
    if not {way for chosen in ways_by_kind.values() for way in chosen} <= set(Way):
        raise AlertsRefused(f"accepted ways: {', '.join(Way)}", problem="way")


def _check_reach(staff: Staff, ways: set[str]) -> None:
    if Way.MAIL in ways and not staff.email:
        raise AlertsRefused("you have no e-mail address here", problem="mail")
    if Way.TEXT in ways and departments.digest_of(staff.id).resident_id is None:
        raise AlertsRefused("show first that a number is your own", problem="number")
    if Way.PUSH in ways and not pushes.subscriptions_of(owner(staff.id)):
        raise AlertsRefused("let a browser of yours be told first", problem="browser")


@transaction.atomic
def alerts_browser_add(act: Act, *, endpoint: str, p256dh: str, auth: str) -> None:
    """Let a browser of this person be told by web push. Raises AlertsRefused."""
    try:
        pushes.subscription_add(
            owner=owner(act.viewer.staff_id),
            endpoint=endpoint,
            p256dh=p256dh,
            auth=auth,
            now=act.now,
        )
    except pushes.SubscriptionInvalid as error:
        raise AlertsRefused(str(error), problem="endpoint") from error
    _record(act, "staff:browser:add")


@transaction.atomic
def alerts_browser_end(act: Act, *, browser: int) -> bool:
    """Tell a browser of this person nothing more; say whether it was there."""
    ended = pushes.subscription_end(owner=owner(act.viewer.staff_id), subscription_id=browser)
    if ended:
        _record(act, "staff:browser:remove")
    return ended


def _record(act: Act, event: str, **data: object) -> None:
    audit.record(
        audit.AuditEntry(
            subject=f"staff:{act.viewer.staff_id}",
            event=event,
            actor=act.actor,
            at=act.now,
            data=data,
        )
    )
