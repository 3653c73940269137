"""What the district's data says of measures and money."""

from townline.platform.core import district
from townline.prevention.works.errors import UnknownBudget, UnknownMeasureKind
from townline.prevention.works.settings import Budget, MeasureKind, Works


def works() -> Works:
    """Give what the district says of works."""
    return district.part(Works)


def measure_kinds() -> dict[str, MeasureKind]:
    """Give the kinds of measures by their codes, in the order of the district's data."""
    return works().kinds


def measure_kind(code: str) -> MeasureKind:
    """Give a kind by its code. Raises UnknownMeasureKind."""
    found = works().kinds.get(code)
    if found is None:
        known = ", ".join(works().kinds)
        raise UnknownMeasureKind(f"there is no kind {code!r}; there are: {known}", kind=code)
    return found


def measure_name(code: str, lang: str) -> str:
    """Say a kind; one that the data has no more goes by its code."""
    found = works().kinds.get(code)
    return district.localized_words(found.name, f"works.kinds.{code}.name", lang) if found else code


def work_text(name: str, lang: str) -> str:
    """Give one of the texts to landlords and tenants, its placeholders not filled in yet."""
    return district.localized_words(getattr(works().words, name), f"works.words.{name}", lang)


def budget_sources() -> dict[str, Budget]:
    """Give the sources of money by their codes."""
    return works().budgets


def budget_check(code: str) -> str:
    """Give the code of a source. Raises UnknownBudget."""
    if code not in works().budgets:
        known = ", ".join(works().budgets)
        raise UnknownBudget(f"there is no source {code!r}; there are: {known}", budget=code)
    return code


def kinds_by_need() -> dict[str, list[str]]:
    """Give which kinds of measures each need code leads to."""
    found: dict[str, list[str]] = {}
    for code, kind in works().kinds.items():
        for need in kind.needs or (code,):
            found.setdefault(need, []).append(code)
    return found
