"""What a district decides about legal periods: its kinds of petitions, and notices of progress."""

from typing import Annotated, ClassVar

from pydantic import AfterValidator

from townline.platform.core.calendars import parse_rule
from townline.platform.core.district_files.part import NEEDED, Part
from townline.platform.core.district_files.values import (
    Duration,
    Many,
    Names,
    Within,
    named_in,
    once,
    text,
)


def _rule(written: str) -> str:
    parse_rule(written)
    return written


class Period(Names):
    """A legal period: its ``rule`` (``D:7``), its words, and the law it comes from."""

    ko: Annotated[str, text(60)]
    en: Annotated[str, text(60)]
    rule: Annotated[str, AfterValidator(_rule)]
    source: Annotated[Names, Within(200, 200)]


class PetitionType(Part):
    """What a text can be; ``petition_period`` None: it has no legal period."""

    kind: Annotated[str, text(20), once("kind")]
    name: Annotated[Names, Within(40, 40)]
    petition_period: Annotated[Period | None, NEEDED] = None


class Kinds(Part):
    """The kinds of petitions, in the order of services.json."""

    file: ClassVar[str] = "services.json"
    kinds: Many[PetitionType]

    def named(self, kind: str) -> PetitionType | None:
        return next((one for one in self.kinds if one.kind == kind), None)


class Legal(Part):
    """What counts by law.

    ``default_kind``: what a new case is; ``progress_notice``: how often staff are told to report
    progress, None: never.
    """

    default_kind: Annotated[str, named_in("kinds")]
    progress_notice: Annotated[Duration | None, NEEDED] = None
