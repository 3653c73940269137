"""What people decided about texts, for a machine to learn from."""

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from django.db.models import Q

from townline.casework.alarms.api import AlarmExample, alarm_examples
from townline.casework.classification.models import TextReading
from townline.casework.classification.rules.catalogue import reader_code
from townline.casework.classification.rules.readings import How
from townline.casework.classification.settings import Catalogue
from townline.platform.conversations import api as conversations
from townline.platform.core import district
from townline.platform.core.personal_data import persons

_BATCH = 500
_SPAM = "spam"
# Marked by a person where nothing had been read: that there was danger, and not which one.
_SOME = "person"


class TrainingExample(NamedTuple):
    """One text as people sorted it; what nobody decided (service, kind) is "".

    ``service_code``: in the reader's codes; "" also where a service means several of them.

    ``danger``: what it told of, None where it was no danger (also one that was taken for it).
    """

    text: str
    service_code: str
    kind: str
    danger: str | None
    at: dt.datetime


def training_examples(*, since: dt.datetime | None = None) -> Iterator[TrainingExample]:
    """Tell what was decided, oldest first. Texts whose words were erased are left out.

    What a machine had sent by itself is no lesson.
    """
    alarm_labels = {one.text_id: one for one in alarm_examples(since=since)}
    sorted_ = Q(decided_at__isnull=False) & ~Q(how=How.BY_ITSELF)
    sorted_ &= ~Q(decided_service="") | Q(decided_kind=_SPAM)
    rows = TextReading.objects.filter(sorted_ | Q(pk__in=list(alarm_labels))).order_by("at", "pk")
    if since is not None:
        rows = rows.filter(Q(decided_at__gte=since) | Q(pk__in=list(alarm_labels)))
    batch: list[TextReading] = []
    for row in rows.iterator(_BATCH):
        batch.append(row)
        if len(batch) == _BATCH:
            yield from _examples(batch, alarm_labels)
            batch = []
    yield from _examples(batch, alarm_labels)


def _examples(
    batch: list[TextReading], alarm_labels: dict[int, AlarmExample]
) -> Iterator[TrainingExample]:
    texts = conversations.incoming_many([row.pk for row in batch])
    meanings = district.part(Catalogue).meanings()
    for row in batch:
        text, alarm = texts.get(row.pk), alarm_labels.get(row.pk)
        if text is None or not text.body.strip() or text.body == persons.WORDS:
            continue
        danger = alarm.kind if alarm and alarm.real else None
        if danger == _SOME or (row.danger and alarm is None):
            # Which danger, or whether it was one, nobody has said.
            continue
        yield TrainingExample(
            text=text.body,
            service_code=reader_code(meanings, row.decided_service),
            kind=row.decided_kind,
            danger=danger,
            at=row.at,
        )
