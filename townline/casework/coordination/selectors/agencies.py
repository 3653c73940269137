"""Outside agencies, as the district's own data names them."""

from dataclasses import dataclass

from townline.platform.core import district


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """A row of agencies.csv; ``kind`` is police, fire, province, ministry, utility or other."""

    code: str
    name_ko: str
    name_en: str
    kind: str
    phone: str
    email: str


def agencies() -> dict[str, Agency]:
    """Give the district's agencies by code, in the order of its file."""
    return district.made(_agencies)


def _agencies(settings: district.Settings) -> dict[str, Agency]:
    return {row["code"]: Agency(**row) for row in settings.raw.get("agencies", [])}
