"""Who hears of an alarm: those on duty at once, their heads after the first deadline, and so on."""

import datetime as dt
from dataclasses import dataclass

from townline.casework.alarms.models import Alarm, AlarmTold
from townline.casework.alarms.rules import HEADS, OFFICE
from townline.casework.alarms.settings import Alarming
from townline.casework.cases.api import OFFICE_STAGE, recipients, welfare_department
from townline.casework.cases.models import Case
from townline.platform.conversations import api as conversations
from townline.platform.core import district
from townline.platform.core.text import msisdn
from townline.platform.departments import api as departments
from townline.platform.departments.api import Role
from townline.platform.departments.settings import House

_WELFARE = [Role.OFFICER, Role.HEAD, Role.CLERK]


def step() -> dt.timedelta:
    """Give how long an alarm may wait before more people hear of it."""
    return district.part(Alarming).alarms.acknowledge_within


def rounds() -> int:
    """Give how often more people are told at most."""
    return district.part(Alarming).alarms.rounds


@dataclass(frozen=True, slots=True)
class Hearers:
    """``duty``: on the rota now, who are texted in any case; ``others``: as each of them wishes."""

    duty: frozenset[int]
    others: frozenset[int]


def hearers(alarm: Alarm, case: Case | None, stages: range, now: dt.datetime) -> Hearers:
    """Give who hears of these stages (ids of people); 0 is the first moment.

    While nobody is on the rota the front desk is on duty, and the heads hear at once.
    """
    duty = set(departments.on_duty(now))
    desk = set() if duty else set(departments.staff_ids(roles=[Role.CLERK]))
    if alarm.private:
        return Hearers(frozenset(duty | desk), frozenset(_welfare()))
    others: set[int] = set()
    for stage in stages:
        others |= _at(stage, alarm, case, rota_empty=not duty)
    if stages and stages[-1] > OFFICE:
        others |= desk
    found = duty | desk if 0 in stages or (stages and stages[-1] > OFFICE) else set()
    return Hearers(frozenset(found), frozenset(others - found))


def _at(stage: int, alarm: Alarm, case: Case | None, *, rota_empty: bool) -> set[int]:
    if stage == 0:
        first = recipients(case, 1) | _heads(case) if case else set()
        return first | _safety() if rota_empty else first
    if stage == HEADS:
        return _heads(case) | _safety()
    if stage == OFFICE:
        return _office(case)
    told = AlarmTold.objects.filter(alarm=alarm, staff__isnull=False)
    return set(told.values_list("staff_id", flat=True))


def _heads(case: Case | None) -> set[int]:
    front = district.part(House).front_department
    where = {front}
    if case is not None:
        by_service = departments.service_department(case.service_id) if case.service_id else None
        where = {case.department_id or by_service or front, *case.taking_part}
    heads: set[int] = set()
    for each in sorted(where):
        heads |= set(departments.staff_ids(roles=[Role.HEAD], department=each))
    return heads


def _safety() -> set[int]:
    code = district.part(Alarming).alarms.safety_department
    return set(departments.staff_ids(roles=[Role.HEAD], department=code)) if code else set()


def _office(case: Case | None) -> set[int]:
    office = district.part(House).mayors_office
    people = set(departments.staff_ids(roles=[Role.DEPUTY]))
    if case is not None:
        return people | recipients(case, OFFICE_STAGE)
    return people | set(departments.staff_ids(roles=list(Role), department=office))


def _welfare() -> set[int]:
    code = welfare_department()
    return set(departments.staff_ids(roles=_WELFARE, department=code)) if code else set()


def duty_phones(now: dt.datetime) -> list[int]:
    """Give the phones of the duty room, by whose row each number lies sealed in."""
    numbers = district.part(Alarming).alarms.numbers
    values = [msisdn.parse(number).value for number in numbers]
    if not values:
        return []
    senders = [
        conversations.HistorySender(number=value, language="ko", first_at=now) for value in values
    ]
    made = conversations.history_reserve(senders=senders, incoming=0, outgoing=0)
    return [made.residents[value] for value in values]
