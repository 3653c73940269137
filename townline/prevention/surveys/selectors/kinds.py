"""The kinds of homes that the district visits."""

from townline.platform.core import district
from townline.prevention.surveys.errors import UnknownKind
from townline.prevention.surveys.settings import HomeKind, Surveys


def surveys() -> Surveys:
    """Give what the district says of surveys."""
    return district.part(Surveys)


def kinds() -> tuple[HomeKind, ...]:
    """Give the kinds in the order of the district's data; none where it has no surveys."""
    return surveys().kinds


def kind_of(code: str) -> HomeKind:
    """Give a kind by its code. Raises UnknownKind."""
    found = next((kind for kind in kinds() if kind.code == code), None)
    if found is None:
        known = ", ".join(kind.code for kind in kinds())
        raise UnknownKind(f"there is no kind {code!r}; there are: {known}", known=known)
    return found
