"""What a page of a long list is made of: its filter bar, the heads of its table, its pages.

The templates ``web/filter_bar.html``, ``web/table_head.html`` and ``web/paging.html`` draw them.
An address holds all of it, so that a list can be sent and kept as a link.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest

_OFFSET_DIGITS = 6  # more rows than any list has


def make_query(params: Mapping[str, object]) -> str:
    """Give the query string of what is not empty."""
    return urlencode({name: value for name, value in params.items() if value})


def read_offset(request: HttpRequest) -> int:
    """Read at which row a page of a list begins; 0 for what is no number."""
    text = request.GET.get("offset", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _OFFSET_DIGITS else 0


@dataclass(frozen=True, slots=True)
class Filter:
    """One choice that narrows a list: ``options`` are pairs of code and word.

    ``required``: one option always holds (there is no "all"), and no chip takes it off.
    """

    name: str
    label: object
    options: Sequence[tuple[str, object]]
    required: bool = False


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter in force, with the query of the list without it."""

    label: object
    word: object
    without: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterBar:
    """The bar above a list: a search field, filters behind one button, chips for those in force.

    ``prefix`` begins the ids of the fields; ``params`` are those of the address as they were read;
    ``kept`` names those that are no filters and stay (the view, the order).
    """

    prefix: str
    label: object
    params: Mapping[str, str]
    filters: Sequence[Filter]
    search: object = ""
    kept: Sequence[str] = ("view",)

    @property
    def fields(self) -> list[tuple[Filter, str]]:
        """Give each filter with the code that is chosen."""
        return [(each, self.params.get(each.name, "")) for each in self.filters]

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """Give what the form sends along unseen."""
        return [(name, self.params[name]) for name in self.kept if self.params.get(name)]

    @property
    def text(self) -> str:
        return self.params.get("q", "")

    @property
    def chips(self) -> list[Chip]:
        """Give the filters in force."""
        found = [
            Chip(each.label, dict(each.options).get(code, code), self._without(each.name))
            for each, code in self.fields
            if code and not each.required
        ]
        return [*found, Chip(self.search, self.text, self._without("q"))] if self.text else found

    @property
    def cleared(self) -> str:
        """Give the query of the list with no filter in force."""
        stays = [*self.kept, *(each.name for each in self.filters if each.required)]
        return make_query(
            {name: self.params.get(name, "") for name in self.params if name in stays}
        )

    def _without(self, name: str) -> str:
        return make_query({key: value for key, value in self.params.items() if key != name})


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table; ``sort`` is its name in the address, "" where it cannot be sorted by.

    ``kind``: "n" for figures (they end at the right), "" for words.
    """

    label: object
    sort: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column as drawn: ``order`` is a value of ``aria-sort`` or ""."""

    label: object
    kind: str
    query: str
    order: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TableHead:
    """The heads of a table, sorted by ``sort`` of the address: a name, with "-" where it falls."""

    columns: Sequence[Column]
    params: Mapping[str, str]
    picks: bool = False

    @property
    def heads(self) -> list[Head]:
        return [self._head(each) for each in self.columns]

    def _head(self, column: Column) -> Head:
        now = self.params.get("sort", "")
        rising, falling = now == column.sort, now == f"-{column.sort}"
        if not column.sort:
            return Head(column.label, column.kind, "", "")
        after = "" if falling else f"-{column.sort}" if rising else column.sort
        order = "ascending" if rising else "descending" if falling else ""
        query = make_query({**self.params, "sort": after})
        return Head(column.label, column.kind, query or "sort=", order)


def sort_columns(sort: str, known: Mapping[str, str]) -> list[str]:
    """Give the ``order_by`` that ``sort`` of an address means; [] for the order of the list.

    ``known`` maps the names of an address to columns of the database.
    """
    column = known.get(sort.removeprefix("-"))
    return [f"-{column}" if sort.startswith("-") else column] if column else []


@dataclass(frozen=True, slots=True, kw_only=True)
class Paging:
    """Which rows of how many stand on a page, with the queries of its neighbours."""

    offset: int
    size: int
    count: int
    params: Mapping[str, str] = field(default_factory=dict)

    @property
    def first(self) -> int:
        return min(self.offset + 1, self.count)

    @property
    def last(self) -> int:
        return min(self.offset + self.size, self.count)

    @property
    def before(self) -> str | None:
        """Give the query of the page before; None on the first."""
        return self._query(max(0, self.offset - self.size)) if self.offset else None

    @property
    def after(self) -> str | None:
        """Give the query of the next page; None on the last."""
        following = self.offset + self.size
        return self._query(following) if following < self.count else None

    def _query(self, offset: int) -> str:
        return make_query({**self.params, "offset": offset})


def list_parts(bar: FilterBar, paging: Paging, head: TableHead | None = None) -> dict[str, Any]:
    """Give the parts of a list's page under the names that its template has for them."""
    return {"bar": bar, "paging": paging, "head": head, "narrowed": bool(bar.chips)}
