"""Who hears of an alarm: those on duty at once, their heads after the first deadline, and so on."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

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


def max_stages() -> int:
    """Give how often more people are told at most."""
    return district.part(Alarming).alarms.rounds


@dataclass(frozen=True, slots=True)
class Hearers:
    """``duty``: on the rota now, who are texted in any case; ``others``: as each of them wishes."""

    duty: frozenset[int]
    others: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Whose:
    """Whose matter it is that people are told of: a case's, or a ``department``'s without one.

    ``private``: for duty and welfare only. ``heard`` gives who was told of it before (ids).
    """

    heard: Callable[[], set[int]]
    case: Case | None = None
    department: str | None = None
    private: bool = False

    @property
    def unnoticed(self) -> bool:
        """Whether only a text reaches its people: no case has a notice of it."""
        return self.case is None and self.department is not None

    def workers(self) -> set[int]:
        """Give who works on it: of a case, else of the department."""
        if self.case is not None:
            return recipients(self.case, 1)
        roles = [Role.OFFICER]
        own = self.department
        return set(departments.staff_ids(roles=roles, department=own)) if own else set()

    def heads(self) -> set[int]:
        return _heads(self.case, self.department)


def hearers(whose: Whose, stages: range, now: dt.datetime) -> Hearers:
    """Give who hears of these stages (ids of people); 0 is the first moment.

    While nobody is on the rota the front desk is on duty, and the heads hear at once.
    """
    duty = set(departments.on_duty(now))
    desk = set() if duty else set(departments.staff_ids(roles=[Role.CLERK]))
    if whose.private:
        return Hearers(frozenset(duty | desk), frozenset(_welfare()))
    others: set[int] = set()
    for stage in stages:
        others |= _at(stage, whose, rota_empty=not duty)
    if stages and stages[-1] > OFFICE:
        others |= desk
    found = duty | desk if 0 in stages or (stages and stages[-1] > OFFICE) else set()
    return Hearers(frozenset(found), frozenset(others - found))


def _at(stage: int, whose: Whose, *, rota_empty: bool) -> set[int]:
    if stage == 0:
        nobodys = whose.case is None and whose.department is None
        first = set() if nobodys else whose.workers() | whose.heads()
        return first | _safety() if rota_empty else first
    if stage == HEADS:
        return whose.heads() | _safety()
    if stage == OFFICE:
        return _office(whose.case)
    return whose.heard()


def _heads(case: Case | None, department: str | None = None) -> set[int]:
    front = district.part(House).front_department
    where = {department or front}
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
