"""How hazards are called, in a language or in the reader's."""

from townline.platform.core import district
from townline.platform.web.moments import english
from townline.prevention.hazards.errors import UnknownKind
from townline.prevention.hazards.settings import HazardKind, Hazards, Severity


def hazard_settings() -> Hazards:
    """Give what the district says of hazards."""
    return district.part(Hazards)


def kind_of(code: str) -> HazardKind:
    """Give a kind. Raises UnknownKind."""
    found = hazard_settings().kinds.get(code)
    if found is None:
        raise UnknownKind(f"the district has no kind {code!r} of hazard", value=code)
    return found


def severity_of(code: str) -> Severity:
    """Give a severity. Raises UnknownKind."""
    found = hazard_settings().severities.get(code)
    if found is None:
        raise UnknownKind(f"the district has no severity {code!r}", value=code)
    return found


def kind_name(code: str, lang: str = "") -> str:
    """Name a kind; one that the district has no more goes by its code."""
    found = hazard_settings().kinds.get(code)
    return found.name.in_language(lang or reader()) if found else code


def severity_name(code: str, lang: str = "") -> str:
    """Name a severity as ``kind_name`` does a kind."""
    found = hazard_settings().severities.get(code)
    return found.name.in_language(lang or reader()) if found else code


def reader() -> str:
    """Give the language of who reads the page."""
    return "en" if english() else "ko"


def endangers(severity: str) -> bool:
    """Say whether a life is at stake; of a severity that is no more, no."""
    found = hazard_settings().severities.get(severity)
    return bool(found and found.life)
