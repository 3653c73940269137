"""Who does what in the demo: staff of the right post, and residents with numbers."""

import datetime as dt
import random
from collections import defaultdict
from dataclasses import dataclass, field

from townline.platform.core import district
from townline.platform.core.history.audit import Actor
from townline.platform.departments import api as departments
from townline.platform.departments.api import Role, Staff
from townline.platform.departments.settings import House

RETURNS = 0.16  # of new cases come from somebody who wrote before
_FIRST_NUMBER = 300  # those below are kept for the open cases


def number(digits: int) -> str:
    """Give a telephone number from a range that nobody has."""
    return f"010-0000-{digits:04d}"


class Office:
    """The demo's staff as actors, by post."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        people = list(Staff.objects.filter(is_active=True).order_by("id"))
        self._by_name = {person.username: _actor(person) for person in people}
        self._by_post: dict[tuple[str, str | None], list[Staff]] = defaultdict(list)
        for person in people:
            self._by_post[person.role, person.department_id].append(person)
        self.services = {s.service_code: s.department_id for s in departments.services()}
        self.departments = {d.code: d for d in departments.departments() if d.kind == "department"}
        front = district.part(House).front_department
        self._clerks = self._by_post[Role.CLERK, front]
        (self.mayor,) = [_actor(p) for p in people if p.role == Role.MAYOR]

    def named(self, username: str) -> Actor:
        return self._by_name[username]

    def clerk(self, lang: str) -> Actor:
        """Choose a clerk of the front desk, one who reads the language where there is one."""
        able = [p for p in self._clerks if p.language == lang] or self._clerks
        return _actor(self._rng.choice(able))

    def officer(self, department: str) -> Actor:
        return _actor(self._rng.choice(self._by_post[Role.OFFICER, department]))

    def head(self, department: str) -> Actor:
        return _actor(self._by_post[Role.HEAD, department][0])

    def answering(self, service: str, answer: str) -> str:
        """Give the department that signed an answer, else the one of the service."""
        last = answer.strip().splitlines()[-1] if answer.strip() else ""
        signed = [
            code
            for code, row in self.departments.items()
            if last.endswith((f" {row.name_ko}", f" {row.name_en}"))
        ]
        return signed[0] if signed else self.services[service]

    def other(self, department: str) -> str:
        """Choose a department that was thought right but was not."""
        return self._rng.choice([code for code in self.departments if code != department])


def _actor(person: Staff) -> Actor:
    return Actor("staff", person.id, person.name_ko)


@dataclass
class Residents:
    """Numbers of residents. One writes about a new matter only when the last one is closed."""

    rng: random.Random
    _next: int = _FIRST_NUMBER
    _free: list[tuple[dt.datetime, str, str]] = field(default_factory=list)

    def writer(self, at: dt.datetime, lang: str) -> str:
        """Choose who writes at a moment: mostly somebody new."""
        if self.rng.random() < RETURNS:
            ready = [known for known in self._free if known[0] < at and known[2] == lang]
            if ready:
                known = self.rng.choice(ready)
                self._free.remove(known)
                return known[1]
        # Neighbouring numbers would look made up.
        self._next += self.rng.randint(1, 11)
        return number(self._next % 10_000)

    def closed(self, writer: str, lang: str, at: dt.datetime) -> None:
        """Note from when on a text of this number begins a new case."""
        self._free.append((at, writer, lang))
