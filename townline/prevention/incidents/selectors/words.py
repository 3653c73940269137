"""How incidents and needs are called, in a language or in the reader's."""

from townline.platform.core import district
from townline.platform.web.moments import english
from townline.prevention.incidents.errors import UnknownIncidentKind
from townline.prevention.incidents.settings import IncidentKind, Incidents


def incident_settings() -> Incidents:
    """Give what the district says of incidents."""
    return district.part(Incidents)


def kind_of(code: str) -> IncidentKind:
    """Give a kind. Raises UnknownIncidentKind."""
    found = incident_settings().kinds.get(code)
    if found is None:
        raise UnknownIncidentKind(f"the district has no kind {code!r} of incident", value=code)
    return found


def kind_name(code: str, lang: str = "") -> str:
    """Name a kind; one that the district has no more goes by its code."""
    found = incident_settings().kinds.get(code)
    return found.name.in_language(lang or reader()) if found else code


def need_check(code: str) -> None:
    """Refuse a kind of need that the district does not have. Raises UnknownIncidentKind."""
    if code not in incident_settings().needs:
        raise UnknownIncidentKind(f"the district has no need {code!r}", value=code)


def need_name(code: str, lang: str = "") -> str:
    """Name a kind of need as ``kind_name`` does."""
    found = incident_settings().needs.get(code)
    return found.name.in_language(lang or reader()) if found else code


def kind_of_type(type_: str) -> str:
    """Give the kind that a reader's type of happening is; one that names no types for others.

    A stored district's data keep no order.
    """
    kinds = incident_settings().kinds
    others = next((code for code, kind in kinds.items() if not kind.types), [*kinds][-1])
    return next((code for code, kind in kinds.items() if type_ in kind.types), others)


def reader() -> str:
    """Give the language of who reads the page."""
    return "en" if english() else "ko"
