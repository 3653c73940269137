"""The firms of the works: an order for what was ordered together, with photos of the latest."""

import datetime as dt
import uuid
from collections.abc import Sequence

from django.utils import timezone

from townline.demo.stories.drawing import draw_photo
from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import UploadedPhoto
from townline.platform.core.history import audit
from townline.platform.departments import api as departments
from townline.platform.departments.api import Act, Viewer
from townline.prevention.work_orders import api as work_orders
from townline.prevention.work_orders.api import NewOrder, Past, SiteInspection
from townline.prevention.works.api import Measure
from townline.prevention.works.progress.api import KIND

_FIRMS = ("다온건설", "새솔설비", "한들안전")
_TOGETHER, _SHOWN = 20, 8  # places of an order at most; works that have photos
_DAY = dt.timedelta(days=1)
_SPACE = uuid.UUID("5f0e0a5e-6d13-4b2c-9a49-1c0f4c1f9d51")

type Group = tuple[dt.datetime, str, Sequence[Measure]]


def firms(now: dt.datetime) -> None:
    """Give every work that was ordered its order, as far as it has come."""
    rows = Measure.objects.filter(ordered_at__isnull=False, object__source="home")
    rows = rows.exclude(state="held").select_related("object")
    found = list(rows.order_by("ordered_at", "kind", "object__dong", "id"))
    if not found:
        return
    officer = viewer("housing.officer", now)
    with audit.batch_entries():
        for nth, group in enumerate(_groups(found)):
            _order(Act(officer, now), group, _FIRMS[nth % len(_FIRMS)])
        _show(Act(officer, now), [row for row in found if row.state == "accepted"][-_SHOWN:])


def _groups(rows: Sequence[Measure]) -> list[Group]:
    """Put together what was ordered at once, of a kind."""
    found: dict[tuple[dt.datetime, str], list[Measure]] = {}
    for row in rows:
        assert row.ordered_at is not None  # noqa: S101 -- so it was asked for
        found.setdefault((row.ordered_at, row.kind), []).append(row)
    return [
        (at, kind, own[begin : begin + _TOGETHER])
        for (at, kind), own in found.items()
        for begin in range(0, len(own), _TOGETHER)
    ]


def _order(act: Act, group: Group, firm: str) -> None:
    at, _, rows = group
    # The last ones wait: one firm has not answered yet.
    answered = at + 2 * _DAY if at + 9 * _DAY < act.now or firm != _FIRMS[0] else None
    past = Past(
        accepted_at=min(answered, act.now) if answered else None,
        done={row.pk: row.finished_at for row in rows if row.finished_at},
        approved={row.pk: row.accepted_at for row in rows if row.accepted_at},
    )
    order = NewOrder(
        kind=KIND, objects=[row.pk for row in rows], contractor=firm,
        due_on=timezone.localdate(at) + 45 * _DAY,
        note="방문하기 전에 거주자와 정한 날을 확인해 주세요.",
    )  # fmt: skip
    work_orders.order_import(
        order=order, past=past, actor=act.actor, staff_id=act.viewer.staff_id, at=at
    )


def _show(act: Act, rows: Sequence[Measure]) -> None:
    """Let some works be seen before and after, half of them by everybody."""
    if not rows:
        return
    shots = {name: [_take_photo(name, act.now)] for name in ("window", "barrier")}
    for nth, row in enumerate(rows):
        orders = work_orders.orders_of(KIND, row.pk)
        for moment, name in (("before", "window"), ("after", "barrier")):
            at = (row.finished_at or act.now) - (_DAY if moment == "before" else dt.timedelta())
            look = SiteInspection(
                key=uuid.uuid5(_SPACE, f"{row.pk} {moment}"), step="work", seen_at=at,
                moment=moment, done=False,
            )  # fmt: skip
            evidence = work_orders.evidence_keep(
                (KIND, row.pk), look, shots[name], actor=act.actor, now=at,
                order=orders[0] if orders else None,
            )  # fmt: skip
            if nth % 2:
                for photo in evidence.photos.all():
                    work_orders.photo_release(KIND, row.pk, photo.pk, released=True)


def _take_photo(name: str, now: dt.datetime) -> UploadedPhoto:
    return conversations.photo_take(data=draw_photo(name, None), now=now)


def viewer(username: str, now: dt.datetime) -> Viewer:
    """Give who is signed in as somebody of the demo."""
    staff = departments.staff_by_username(username)
    assert staff is not None  # noqa: S101 -- staff.csv of the demo has them
    return departments.viewer_of(staff, now=now)
