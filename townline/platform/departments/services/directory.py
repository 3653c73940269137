"""The directory as a district's files say: departments, services, a demonstration's staff."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db import models, transaction
from django.db.models import ProtectedError

from townline.platform.core.database.rows import rows_sync
from townline.platform.departments.models import Department, Service, Staff
from townline.platform.departments.services.roles import PersonEntry, person_create


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

    Its people are imported (``people_import``). Raises DirectoryInUse when something that left
    the files is still needed.
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
    return departments + services + gone + len(people_import(directory.staff))


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


@transaction.atomic
def people_import(entries: Sequence[StaffEntry]) -> list[Staff]:
    """Add the people of a file that are not here yet, without passwords; give those.

    No history: ``person_imported`` writes it where it is no demonstration. Who is here already
    stays as an administrator left them, and nobody is removed. Raises
    RolesRefused for a department that is not here.
    """
    known = set(Staff.objects.values_list("username", flat=True))
    return [
        person_create(
            username=entry.username,
            entry=PersonEntry(
                name_ko=entry.name_ko,
                name_en=entry.name_en,
                role=entry.role,
                department=entry.department,
                language=entry.language,
            ),
        )
        for entry in entries
        if entry.username not in known
    ]
