"""Which rooms describe which keys of a district's files."""

from collections.abc import Sequence
from typing import Any

from townline.adapters.smpp.settings import Codings
from townline.casework.alarms.settings import Alarming
from townline.casework.answers.settings import Answers, Plain, Styled, Templates
from townline.casework.cases.settings import Cases
from townline.casework.classification.settings import Catalogue, Sorting
from townline.casework.coordination.settings import Positions
from townline.casework.data_protection.settings import Consents, DataProtection
from townline.casework.deadlines.settings import Kinds, Legal
from townline.casework.portal.settings import Residents
from townline.casework.visits.settings import Fieldwork
from townline.lines.safenumbers.settings import Prompts, Safe, SafeWords
from townline.platform.conversations.settings import Gap, TextLine, TextSettings
from townline.platform.core.district_files.part import Part, part_read
from townline.platform.core.district_files.source import Source
from townline.platform.core.personal_data import retention
from townline.platform.core.settings import Office, RetentionSettings, Vocabulary, Working, Writing
from townline.platform.departments.settings import House
from townline.platform.departments.settings.directory import Services
from townline.platform.triage.settings import GroundSettings
from townline.platform.web.settings import Maps
from townline.prevention.assets.settings import Assets
from townline.prevention.hazards.exploration_planning.settings import Planning
from townline.prevention.hazards.explorations.settings import Explorations
from townline.prevention.hazards.hazard_map.settings import PublicHazards
from townline.prevention.hazards.settings import Hazards
from townline.prevention.incidents.settings import Incidents
from townline.prevention.incidents.warnings.settings import Warnings
from townline.prevention.policy.briefings.settings import Briefings
from townline.prevention.policy.insights.settings import FigureSettings
from townline.prevention.policy.settings import Policy
from townline.prevention.surveys.pages.settings import SurveyPages
from townline.prevention.surveys.routes.settings import SurveyRoutes
from townline.prevention.surveys.settings import Surveys
from townline.prevention.works.planning.settings import WorksPlanning
from townline.prevention.works.progress.settings import ProgressSettings
from townline.prevention.works.settings import Works

PARTS: tuple[type[Part], ...] = (
    Office,
    Working,
    RetentionSettings,
    House,
    TextLine,
    GroundSettings,
    Cases,
    Positions,
    Fieldwork,
    Legal,
    Alarming,
    Residents,
    Sorting,
    Answers,
    DataProtection,
    Safe,
    FigureSettings,
    Codings,
    Maps,
    Explorations,
    PublicHazards,
    Planning,
    Services,
    Catalogue,
    Kinds,
    TextSettings,
    Vocabulary,
    Writing,
    Gap,
    Styled,
    Consents,
    Templates,
    Plain,
    Prompts,
    SafeWords,
    Hazards,
    Assets,
    Surveys,
    SurveyPages,
    SurveyRoutes,
    Works,
    ProgressSettings,
    Policy,
    Incidents,
    Warnings,
    WorksPlanning,
    Briefings,
)
NEEDED = ("district.json", "services.json", "texts.json")
# A kind that older versions kept apart may still be named.
_ENDED_KINDS = ("sign_in_failures",)


class Read:
    """The JSON files of a folder, each read once and held against every room's part of it."""

    def __init__(self, source: Source, departments: Sequence[str]) -> None:
        files = dict.fromkeys(part.file for part in PARTS)
        wanted = [file for file in files if file in NEEDED or source.has(file)]
        self._documents = {file: source.json(file) for file in wanted}
        self.services = self._each("services.json", "services", "service_code")
        known = {
            "departments": departments,
            "services": self.services,
            "kinds": self._each("services.json", "kinds", "kind"),
            "retention": [*(rule.kind for rule in retention.RULES.value), *_ENDED_KINDS],
            "blanks": list(self.data("templates.json").get("blanks") or ()),
        }
        self._parts = {
            part: part_read(part, found, source.problems, **known)
            for part in PARTS
            if (found := self._documents.get(part.file)) is not None
        }

    def data(self, file: str) -> dict[str, Any]:
        """Give a file as it is; {} where it is missing or no object."""
        found = self._documents.get(file)
        return found.data if found and isinstance(found.data, dict) else {}

    def part[P: Part](self, part: type[P]) -> P | None:
        """Give a part, or None where it is missing or wrong."""
        found = self._parts.get(part)
        return found if isinstance(found, part) else None

    def _each(self, file: str, key: str, name: str) -> list[str]:
        """Give the names in a list, also where others in it are wrong."""
        found = self.data(file).get(key)
        rows = found if isinstance(found, list) else []
        return [str(row.get(name)) for row in rows if isinstance(row, dict)]
