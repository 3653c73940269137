"""The survey's story goes on: what homes need was decided, consented to, planned and half done."""

import datetime as dt
import random
from collections.abc import Iterable, Sequence
from itertools import batched

from townline.platform.core import district
from townline.platform.core.history import audit
from townline.prevention.surveys.api import Home
from townline.prevention.works import api as works
from townline.prevention.works.api import (
    Consent,
    ConsentAnswer,
    How,
    Measure,
    PartyPerson,
    Placing,
    Role,
)

_BY = audit.SYSTEM
_PROPOSED, _DROPPED, _REFUSED, _WAITING = 0.08, 0.03, 0.05, 0.12
_PHONE = "+82100000{:04}"
_FIRST = 6_000  # of the telephones
_WORDS = ("올해 집을 팔 예정입니다", "이미 직접 설치했습니다", "공사 소음이 걱정됩니다")
_AFTER_ALL = 0.6  # of its measures, where somebody may be asked
_BUDGETS = ("district", "city")
_YEARS = 4
_SHARE = 0.94  # of what is wanted has its place; the rest waits
_DAYS = 45  # from an order to its acceptance
# Since when those who have not answered were asked: they are not reminded at once.
_REQUEST_AGE = dt.timedelta(days=3)
_HOWS = (How.LINK, How.LINK, How.LETTER, How.OFFICER)


def measures(now: dt.datetime, seed: int) -> None:
    """Tell the story of the works up to this moment; the same seed and moment tell the same."""
    dice = random.Random(f"works:{seed}")  # noqa: S311 -- a demonstration
    zone = district.current().zone
    year = now.astimezone(zone).year - 1
    begin = dt.datetime(year, 1, 12, 10, 0, tzinfo=zone)
    with audit.batch_entries():
        works.marks_run(now=begin, only="home", references=_seen_before(begin))
    # What was made safe on the roads meanwhile comes as it comes in the house.
    works.marks_run(now=now)
    first = Measure.objects.filter(object__source="home", state="proposed", proposed_at=begin)
    rows = _worst_first(first)
    with audit.batch_entries():
        _people(sorted({row.object_id for row in rows}), dice, begin)
        wanted = _decide_measures(rows, dice, begin)
        _collect_consents(wanted, dice, begin + dt.timedelta(days=30), now)
        _plan_measures(year, begin + dt.timedelta(days=50))
        _complete_works(year, now, dice)
        _late(year + 2, now, dice)
        _given_again(now)
        _trouble(now, dice)


def _seen_before(begin: dt.datetime) -> list[str]:
    """Give the homes that were graded or taken out before works began."""
    rows = Home.objects.filter(settled_at__lt=begin)
    return [str(pk) for pk in rows.values_list("pk", flat=True)]


def _worst_first(rows: Iterable[Measure]) -> list[Measure]:
    found = list(getattr(rows, "select_related")("object"))  # noqa: B009 -- a queryset
    return sorted(found, key=lambda row: (-row.object.severity, -row.object.risk, row.pk))


def _people(objects: Sequence[int], dice: random.Random, at: dt.datetime) -> None:
    """Give most homes a landlord and a tenant, many with a telephone, some by post only."""
    parties, phone = [], _FIRST
    for number in objects:
        for role in Role:
            if dice.random() < _WAITING / 2:
                continue
            has = dice.random() < 0.8  # noqa: PLR2004 -- four of five
            phone += has
            number_of = _PHONE.format(phone) if has else ""
            language = "en" if dice.random() < 0.05 else "ko"  # noqa: PLR2004 -- one of twenty
            parties.append((number, role, PartyPerson(phone=number_of, language=language)))
    works.parties_import(parties, actor=_BY, now=at)


def _decide_measures(rows: Sequence[Measure], dice: random.Random, at: dt.datetime) -> list[int]:
    left = [row.pk for row in rows if dice.random() > _PROPOSED]
    dropped = [pk for pk in left if dice.random() < _DROPPED]
    wanted = [pk for pk in left if pk not in set(dropped)]
    works.measures_decide(wanted, actor=_BY, now=at)
    works.measures_drop(dropped, actor=_BY, now=at, reason="다른 사업에서 설치함")
    return wanted


def _collect_consents(
    ids: Sequence[int], dice: random.Random, at: dt.datetime, now: dt.datetime
) -> None:
    rows = Consent.objects.filter(measure__in=ids).order_by("id")
    yes: dict[How, list[int]] = {how: [] for how in How}
    to_ask, no = [], []
    for row in rows:
        lot = dice.random()
        if row.party_id is None:
            continue
        if lot < _REFUSED:
            no.append(row.pk)
        elif lot < _REFUSED + _WAITING:
            to_ask.append(row.pk)
        else:
            yes[dice.choice(_HOWS)].append(row.pk)
    for how, given in yes.items():
        works.consents_give(given, ConsentAnswer(how=how), actor=_BY, now=at)
    works.consents_ask(to_ask, How.LINK, actor=_BY, now=max(at, now - _REQUEST_AGE))
    for nth, pks in enumerate(batched(no, max(1, len(no) // len(_WORDS) + 1))):
        statement = ConsentAnswer(how=How.OFFICER, reason=_WORDS[nth % len(_WORDS)])
        works.consents_refuse(pks, statement, actor=_BY, now=at)


def _plan_measures(year: int, at: dt.datetime) -> None:
    """Plan the worst first over four years, whoever has consented in the first two."""
    rows = _worst_first(Measure.objects.filter(state__in=["decided", "ready"]))
    ready = [row for row in rows if row.state == "ready"]
    late = [row for row in rows if row.state == "decided"]
    a_year = round(len(rows) * _SHARE) // _YEARS + 1
    placings = [
        Placing(
            measure_id=row.pk,
            year=year + nth // a_year,
            quarter=1 + (nth % a_year) * 4 // a_year,
            budget=_BUDGETS[nth % len(_BUDGETS)],
        )
        for nth, row in enumerate([*ready, *late][: round(len(rows) * _SHARE)])
    ]
    works.measures_plan(placings, actor=_BY, now=at)


def _complete_works(year: int, now: dt.datetime, dice: random.Random) -> None:
    for each in (year, year + 1):
        for quarter in range(1, 5):
            at = _ordered_at(each, quarter, now)
            rows = Measure.objects.filter(
                state="planned", year=each, quarter=quarter, consent__in=["complete", "none"]
            ).order_by("id")
            ids = {row.pk: _price(row, dice) for row in rows}
            if ids and at < now:
                _work(ids, at, now)


def _late(year: int, now: dt.datetime, dice: random.Random) -> None:
    """Let some of a coming year's households consent after all: their works may be ordered now."""
    rows = Measure.objects.filter(state="planned", year=year).order_by("id")
    chosen = [row.pk for row in rows if dice.random() < _AFTER_ALL]
    consents = Consent.objects.filter(measure__in=chosen, party__isnull=False).order_by("id")
    given = [row.pk for row in consents.exclude(state__in=["given", "refused"])]
    works.consents_give(
        given, ConsentAnswer(how=How.LINK), actor=_BY, now=now - dt.timedelta(days=9)
    )


def _given_again(now: dt.datetime) -> None:
    """Let who said yes so long ago that it is over have said it once more, for what still waits.

    So the first days of the demo are not spent ending them.
    """
    rows = Consent.objects.filter(
        state="given",
        valid_until__lt=(now + _REQUEST_AGE).date(),
        measure__state__in=["decided", "ready", "planned"],
    )
    given: dict[str, list[int]] = {}
    for pk, how in rows.order_by("id").values_list("pk", "how"):
        given.setdefault(how, []).append(pk)
    for how, ids in given.items():
        works.consents_expire(ids, actor=_BY, now=now - dt.timedelta(days=40))
        works.consents_give(
            ids, ConsentAnswer(how=How(how)), actor=_BY, now=now - dt.timedelta(days=33)
        )


def _work(prices: dict[int, int], at: dt.datetime, now: dt.datetime) -> None:
    """Order what was planned for a quarter; what had the time is accepted and paid."""
    works.measures_order(prices, actor=_BY, now=at)
    over = at + dt.timedelta(days=_DAYS)
    if over < now:
        works.measures_finish(prices, actor=_BY, now=over - dt.timedelta(days=5))
        works.measures_accept(prices, actor=_BY, now=over)
    if over + dt.timedelta(days=_DAYS) < now:
        works.measures_pay(prices, actor=_BY, now=over + dt.timedelta(days=20))
    elif at + dt.timedelta(days=_DAYS // 2) < now <= over:
        half = sorted(prices)[::2]
        works.measures_finish(half, actor=_BY, now=at + dt.timedelta(days=_DAYS // 2))


def _ordered_at(year: int, quarter: int, now: dt.datetime) -> dt.datetime:
    """Give the working day on which a quarter's orders went out."""
    first = dt.datetime(year, quarter * 3 - 2, 20, 10, 30, tzinfo=district.current().zone)
    return first.astimezone(now.tzinfo)


def _price(row: Measure, dice: random.Random) -> int:
    return round((row.estimate or 0) * dice.uniform(0.9, 1.1) / 1_000) * 1_000


def _trouble(now: dt.datetime, dice: random.Random) -> None:
    """Have a defect, an order whose consent was withdrawn, and one that is held by hand."""
    accepted = list(Measure.objects.filter(state="accepted").order_by("id")[:40])
    if accepted:
        broken = dice.choice(accepted)
        works.measures_defect([broken.pk], actor=_BY, now=now, reason="경보기가 울리지 않음")
    ordered = Measure.objects.filter(state="ordered").order_by("id").first()
    given = ordered and Consent.objects.filter(measure=ordered, state="given").first()
    if given:
        statement = ConsentAnswer(how=How.OFFICER, reason="이사하게 되어 공사를 미루고 싶습니다")
        works.consents_refuse([given.pk], statement, actor=_BY, now=now)
    planned = Measure.objects.filter(state="planned").order_by("-year", "id").first()
    if planned:
        works.measures_hold([planned.pk], actor=_BY, now=now, reason="재건축 여부 확인 중")
