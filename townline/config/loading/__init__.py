"""Loads a district's folder (``data/README.md``): read and check all, then store all or nothing."""

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from townline.casework.classification.api import rules_hold
from townline.casework.classification.settings.assigning import assigning
from townline.casework.coordination.settings import agencies
from townline.casework.deadlines.api import Moved as LegalMoved, legal_recount_run
from townline.config.loading.parts import Read
from townline.config.loading.settings import settings
from townline.config.loading.storing import DistrictData, store
from townline.lines.queues.settings import queues
from townline.lines.safenumbers.settings.numbers import pools
from townline.platform.core import clock
from townline.platform.core.district_files.problems import DistrictInvalid, FileProblem, Problems
from townline.platform.core.district_files.source import Source
from townline.platform.core.models import Place
from townline.platform.departments.api import DirectoryInUse, Staff, people_called
from townline.platform.departments.settings import directory
from townline.platform.triage import settings as triage_settings
from townline.platform.triage.settings import GroundSettings, dongs as dong_pairs, gazetteer

__all__ = ["DistrictInvalid", "FileProblem", "LoadReport", "load", "load_read", "read"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadReport:
    """What was loaded, in rows, and how many of them are new or different (or went).

    ``moved``: open cases whose legal period ends at another moment by the new calendar.
    ``added``: people who are new, without a password. ``nobody``: names in assignment rules that
    no person has; such a rule chooses the department alone.
    """

    departments: int
    services: int
    staff: int
    texts: int
    holidays: int
    places: int
    changed: int
    moved: list[LegalMoved]
    added: list[Staff]
    nobody: list[str]


def load(folder: Path, *, with_staff: bool = False) -> LoadReport:
    """Load a district. Raises DistrictInvalid naming every mistake by file and line.

    Nothing is stored unless everything is right; loading the same again changes nothing.
    Of ``staff.csv`` those who are new are added (``with_staff``), nobody is changed or removed.
    """
    return load_read(read(folder), with_staff=with_staff)


def load_read(data: DistrictData, *, with_staff: bool = False) -> LoadReport:
    """Load a folder that was read. Raises DistrictInvalid for what is still in use."""
    people = data.directory
    if not with_staff:
        people = dataclasses.replace(people, staff=[])
    names = [entry.username for entry in people.staff]
    known = {*people_called(names)}
    try:
        changed = store(dataclasses.replace(data, directory=people))
    except DirectoryInUse as error:
        file = directory.DEPARTMENTS if error.file_of == "department" else directory.SERVICES
        words = f"{error}; put it back, or move those first"
        raise DistrictInvalid([FileProblem(file, 0, words)]) from error
    rules_hold(now=clock.now())
    return LoadReport(
        departments=len(people.departments),
        services=len(people.services),
        staff=len(people.staff),
        texts=len(data.texts()),
        holidays=len(data.holidays),
        places=len(data.places),
        changed=changed,
        moved=legal_recount_run(now=clock.now()),
        added=[one for name, one in people_called(names).items() if name not in known],
        nobody=_nobody(data),
    )


def _nobody(data: DistrictData) -> list[str]:
    names = {rule.person for rule in data.rules if rule.person}
    return sorted(names - people_called(names).keys())


def read(folder: Path) -> DistrictData:
    """Read and check a folder without storing anything. Raises DistrictInvalid."""
    problems = Problems()
    source = Source(folder, problems)
    house = directory.departments(source)
    found = Read(source, directory.codes_of(house))
    people = directory.directory(source, house, found.part(directory.Services))
    ground = found.part(GroundSettings) or GroundSettings()
    boundaries, dongs = triage_settings.boundaries(source, ground.boundaries)
    places = triage_settings.places(source, dongs)
    pairs = dong_pairs(source, dongs)
    data = DistrictData(
        settings=settings(found)
        | {
            "agencies": agencies(source),
            "dongs": pairs,
            "departments": directory.department_rows(house),
        },
        directory=people,
        holidays=triage_settings.holidays(source),
        places=places,
        gazetteer=gazetteer(source, boundaries, pairs),
        rules=assigning(source, people, _place_names(places, dongs), found.services),
        boundaries=boundaries,
        pools=pools(source),
        queues=queues(source),
        files=source.read,
    )
    if problems:
        raise DistrictInvalid(problems)
    return data


def _place_names(places: list[Place], dongs: Iterable[str]) -> set[str]:
    return {place.name_ko for place in places} | set(dongs) if places else set()
