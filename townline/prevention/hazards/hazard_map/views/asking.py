"""What an address asks of the map: filters, a page of the list, one item of it."""

from collections.abc import Iterable
from urllib.parse import urlencode

from django.http import QueryDict

from townline.platform.core import clock, district
from townline.prevention.hazards.hazard_map.rules.items import (
    MapFilters,
    Unaccepted,
    kind_of,
    year_of,
)

_LONGEST = 60  # characters of a search


def filters_of(params: QueryDict, years: Iterable[int]) -> MapFilters:
    """Read the filters. Raises Unaccepted where year or kind is none."""
    today = clock.now().astimezone(district.current().zone).date()
    return MapFilters(
        year=year_of(params.get("year", ""), years, today.year),
        kind=kind_of(params.get("kind", "")),
        dong=params.get("dong", "")[:_LONGEST],
        q=" ".join(params.get("q", "")[:_LONGEST].split()),
    )


def filters_or_all(params: QueryDict, years: Iterable[int]) -> tuple[MapFilters, str]:
    """Read the filters of a page; what cannot be is left out, and named."""
    try:
        return filters_of(params, years), ""
    except Unaccepted as wrong:
        rest = params.copy()
        del rest[wrong.name]
        return filters_or_all(rest, years)[0], wrong.name


def query(filters: MapFilters, **more: object) -> str:
    """Write filters as they stand in an address; "" for none."""
    fields = {
        "year": filters.year or "", "kind": filters.kind, "dong": filters.dong, "q": filters.q
    }  # fmt: skip
    return urlencode({name: value for name, value in (fields | more).items() if value})
