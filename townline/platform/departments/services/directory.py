"""The directory as a district's files say: departments, services, a demonstration's staff."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db import models, transaction
from django.db.models import ProtectedError

from townline.platform.core.database.rows import rows_sync
from townline.platform.departments.models import Department, Service, Staff


class DirectoryInUse(ValueError):
    """A department or service left the files, but rows still need it.

    ``file_of`` is ``department`` or ``service``; ``uses`` counts what needs it (``{"case": 3}``).
    """

    def __init__(self, file_of: str, code: str, uses: dict[str, int]) -> None:
        self.file_of, self.code, self.uses = file_of, code, uses
        needs = ", ".join(f"{count} × {name}" for name, count in sorted(uses.items()))
        super().__init__(f"the {file_of} {code!r} is gone from the file, but still has {needs}")


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartmentEntry:
    code: str
    parent: str | None
    name_ko: str
    name_en: str
    kind: str
    phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceEntry:
    service_code: str
    name_ko: str
    name_en: str
    department: str
    includes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffEntry:
    username: str
    name_ko: str
    name_en: str
    role: str
    department: str | None
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Directory:
    """Both levels and the services in the order in which people shall see them."""

    departments: Sequence[DepartmentEntry]
    services: Sequence[ServiceEntry]
    staff: Sequence[StaffEntry] = field(default_factory=list)


@transaction.atomic
def directory_load(directory: Directory) -> int:
    """Make the directory what the files say; return how many rows changed.

    People are added and updated by username, without a password, and never removed. Raises
    DirectoryInUse when something that left the files is still needed.
    """
    departments, gone_departments = rows_sync(
        Department, _departments(directory.departments), key=["code"], keep_missing=True
    )
    services, gone_services = rows_sync(
        Service, _services(directory.services), key=["service_code"], keep_missing=True
    )
    for service in gone_services:
        _remove("service", service)
    # The lower level first: a bureau is needed by its departments.
    for department in sorted(gone_departments, key=lambda d: d.parent_id is None):
        _remove("department", department)
    gone = len(gone_services) + len(gone_departments)
    return departments + services + gone + _staff_load(directory.staff)


def _departments(entries: Iterable[DepartmentEntry]) -> list[Department]:
    return [
        Department(
            code=entry.code,
            parent_id=entry.parent,
            name_ko=entry.name_ko,
            name_en=entry.name_en,
            kind=entry.kind,
            phone=entry.phone,
            position=position,
        )
        for position, entry in enumerate(entries)
    ]


def _services(entries: Iterable[ServiceEntry]) -> list[Service]:
    return [
        Service(
            service_code=entry.service_code,
            name_ko=entry.name_ko,
            name_en=entry.name_en,
            department_id=entry.department,
            includes=entry.includes,
            position=position,
        )
        for position, entry in enumerate(entries)
    ]


def _remove(file_of: str, row: models.Model) -> None:
    try:
        row.delete()
    except ProtectedError as error:
        uses = Counter(str(needs._meta.verbose_name) for needs in error.protected_objects)
        raise DirectoryInUse(file_of, str(row.pk), dict(uses)) from error


def _staff_load(entries: Sequence[StaffEntry]) -> int:
    names = [entry.username for entry in entries]
    known = {person.username: person for person in Staff.objects.filter(username__in=names)}
    fresh, changed = [], []
    for entry in entries:
        person = known.get(entry.username)
        if person is None:
            person = Staff(username=entry.username)
            person.set_unusable_password()
            fresh.append(person)
        elif _differs(person, entry):
            changed.append(person)
        _take(person, entry)
    Staff.objects.bulk_create(fresh)
    if changed:
        Staff.objects.bulk_update(changed, [*_STAFF_COLUMNS, "department_id"])
    return len(fresh) + len(changed)


_STAFF_COLUMNS = ("name_ko", "name_en", "role", "language")


def _differs(person: Staff, entry: StaffEntry) -> bool:
    same = all(getattr(person, name) == getattr(entry, name) for name in _STAFF_COLUMNS)
    return not same or person.department_id != entry.department


def _take(person: Staff, entry: StaffEntry) -> None:
    for name in _STAFF_COLUMNS:
        setattr(person, name, getattr(entry, name))
    person.department_id = entry.department
