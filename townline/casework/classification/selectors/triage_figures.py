"""How well the triage did, by what people decided: counted by month, service and confusion."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models import Count, F, IntegerField, Max, Min, Q, QuerySet, Value, When
from django.db.models.fields.json import KT
from django.db.models.functions import TruncMonth

from townline.casework.classification.models import TextReading
from townline.casework.classification.rules.readings import How, ReadingState, ShareEstimate
from townline.platform.core import district

MONTHS = 12


@dataclass(slots=True, kw_only=True)
class TriageTally:
    """Cases that were sorted, by their first suggestion. ``three``: it was among the first three.

    ``told``: where the first three are still known; ``sure``: at or above the threshold;
    ``alone``: sent by the machine itself, which proves nothing and is in no other count.
    """

    decided: int = 0
    right: int = 0
    told: int = 0
    three: int = 0
    sure: int = 0
    sure_right: int = 0
    alone: int = 0

    @property
    def accuracy(self) -> ShareEstimate:
        return ShareEstimate(self.right, self.decided)

    @property
    def top_three(self) -> ShareEstimate:
        return ShareEstimate(self.three, self.told)

    @property
    def coverage(self) -> ShareEstimate:
        return ShareEstimate(self.sure, self.decided)

    @property
    def precision(self) -> ShareEstimate:
        return ShareEstimate(self.sure_right, self.sure)

    @property
    def nobody(self) -> ShareEstimate:
        return ShareEstimate(self.alone, self.decided + self.alone)

    def add(self, line: "dict[str, Any]") -> None:
        n, right = line["n"], line["decided_service"] == line["service"]
        if line["how"] == How.BY_ITSELF:
            self.alone += n
            return
        self.decided += n
        self.right += n * right
        self.sure += n * line["sure"]
        self.sure_right += n * (line["sure"] and right)
        if line["rank"] >= 0:
            self.told += n
            self.three += n * bool(line["rank"])


@dataclass(slots=True, kw_only=True)
class ServiceTally:
    """One service: ``decided`` by people, ``found`` of these; ``named`` as the likeliest one."""

    decided: int = 0
    found: int = 0
    named: int = 0


@dataclass(slots=True, kw_only=True)
class ReadTally:
    """Texts of a month: read, not read, waiting; taken for advertising, and what people said."""

    read: int = 0
    failed: int = 0
    waiting: int = 0
    spam: int = 0
    spam_right: int = 0
    spam_wrong: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A model at work: how many texts it read, from when to when."""

    name: str
    texts: int
    first_at: dt.datetime
    last_at: dt.datetime


@dataclass(slots=True, kw_only=True)
class TriageFigures:
    """``months`` run from the oldest on; services and confusions are of the month asked for."""

    months: dict[dt.date, TriageTally] = field(default_factory=dict)
    texts: dict[dt.date, ReadTally] = field(default_factory=dict)
    services: dict[str, ServiceTally] = field(default_factory=dict)
    confused: Counter[tuple[str, str]] = field(default_factory=Counter)
    versions: list[Version] = field(default_factory=list)
    all: TriageTally = field(default_factory=TriageTally)


def months_until(now: dt.datetime, number: int = MONTHS) -> list[dt.date]:
    """Give the first days of the last months, the present one last."""
    last = now.astimezone(district.current().zone).date()
    count = last.year * 12 + last.month - 1
    return [dt.date(n // 12, n % 12 + 1, 1) for n in range(count - number + 1, count + 1)]


def triage_figures(*, now: dt.datetime, month: dt.date | None = None) -> TriageFigures:
    """Count a year back; three queries, however much there is.

    Texts that were brought along from a phone count nowhere: nobody was suggested anything.
    """
    months = months_until(now)
    zone = district.current().zone
    since = dt.datetime.combine(months[0], dt.time(), zone)
    rows = TextReading.objects.filter(at__gte=since, case__imported=False)
    rows = rows.annotate(month=TruncMonth("at", tzinfo=zone))
    found = TriageFigures(
        months={one: TriageTally() for one in months}, texts={one: ReadTally() for one in months}
    )
    for line in _decision_counts(rows):
        _count(found, line, month)
    for line in _texts(rows):
        _read(found.texts[line["month"].date()], line)
    found.versions = _versions(rows)
    return found


def _decision_counts(rows: QuerySet[Any]) -> list[dict[str, Any]]:
    """Count combinations: some hundreds of lines, whatever the number of cases."""
    # -1: not known any more, 0: none of the first three, 1: one of them.
    rank = models.Case(
        When(services=[], then=Value(-1)),
        When(
            Q(decided_service=F("service"))
            | Q(decided_service=F("second"))
            | Q(decided_service=F("third")),
            then=Value(1),
        ),
        default=Value(0),
        output_field=IntegerField(),
    )
    sorted_ = rows.filter(decided_at__isnull=False).exclude(version="").exclude(service="")
    decided = sorted_.exclude(decided_kind="spam").annotate(
        second=KT("services__1__0"), third=KT("services__2__0")
    )
    lines = decided.annotate(rank=rank).values(
        "month", "service", "decided_service", "sure", "how", "rank"
    )
    return [dict(line) for line in lines.annotate(n=Count("pk")).order_by()]


def _count(found: TriageFigures, line: dict[str, Any], month: dt.date | None) -> None:
    of = line["month"].date()
    found.months[of].add(line)
    if month not in {None, of}:
        return
    found.all.add(line)
    if line["how"] == How.BY_ITSELF:
        return
    named, decided, n = line["service"], line["decided_service"], line["n"]
    found.services.setdefault(named, ServiceTally()).named += n
    if decided:
        tally = found.services.setdefault(decided, ServiceTally())
        tally.decided += n
        tally.found += n * (named == decided)
    if named != decided:
        found.confused[named, decided] += n


def _texts(rows: QuerySet[Any]) -> list[dict[str, Any]]:
    lines = rows.values("month", "state").annotate(
        n=Count("pk"),
        taken=Count("pk", filter=Q(spam=True)),
        right=Count("pk", filter=Q(spam=True, spam_said=True)),
        wrong=Count("pk", filter=Q(spam=True, spam_said=False)),
    )
    return [dict(line) for line in lines.order_by()]


def _read(tally: ReadTally, line: dict[str, Any]) -> None:
    counts = {ReadingState.READ: "read", ReadingState.FAILED: "failed"}
    name = counts.get(line["state"], "waiting")
    setattr(tally, name, getattr(tally, name) + line["n"])
    tally.spam += line["taken"]
    tally.spam_right += line["right"]
    tally.spam_wrong += line["wrong"]


def _versions(rows: QuerySet[Any]) -> list[Version]:
    lines = rows.exclude(version="").values("version")
    counted = lines.annotate(n=Count("pk"), first=Min("read_at"), last=Max("read_at"))
    return [
        Version(name=line["version"], texts=line["n"], first_at=line["first"], last_at=line["last"])
        for line in counted.order_by("-last")
    ]
