"""Rows of results as pages and files show them, and what an address asks of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest

from townline.prevention.works.planning.rules.comparing import Mover
from townline.prevention.works.planning.selectors import versions
from townline.prevention.works.planning.views import words

PAGE = 50
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class ResultQuery:
    """A part of a result: of a ``year``, ``dong``, ``kind``; ``reason``, ``way`` of others."""

    year: str = ""
    dong: str = ""
    kind: str = ""
    reason: str = ""
    way: str = ""
    other: str = ""
    page: int = 1

    @property
    def first(self) -> int:
        return (self.page - 1) * PAGE

    def keeps(self, row: words.Row) -> bool:
        """Say whether a planned row is asked for."""
        return (
            self.year in {"", str(row["year"])}
            and self.dong in {"", row["dong"]}
            and self.kind in {"", row["kind"]}
        )

    def query(self, page: int) -> str:
        """Write it as an address has it."""
        new = replace(self, page=page)
        names = {"year": new.year, "dong": new.dong, "kind": new.kind, "reason": new.reason,
                 "way": new.way, "with": new.other, "page": str(page)}  # fmt: skip
        return urlencode({name: value for name, value in names.items() if value})

    @property
    def before(self) -> str:
        return self.query(self.page - 1)

    @property
    def after(self) -> str:
        return self.query(self.page + 1)

    @property
    def until(self) -> int:
        """Give how many rows there are up to the end of this page."""
        return self.page * PAGE


def read_query(request: HttpRequest) -> ResultQuery:
    """Read an address."""
    sent = request.GET
    page = sent.get("page", "")
    number = int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 1  # noqa: PLR2004 -- pages
    params = {n: sent.get(n, "")[:_LONGEST] for n in ("year", "dong", "kind", "reason", "way")}
    return ResultQuery(**params, other=sent.get("with", "")[:10], page=max(1, number))


def lines(rows: Sequence[words.Row]) -> list[dict[str, Any]]:
    """Give planned rows with their objects; one query."""
    known = versions.measures_of(rows)
    return [
        {
            **row,
            "measure": known.get(int(row["need"])),
            "name": words.kind_name(row["kind"]),
            "place": words.place_name(row["dong"]),
            "when": words.when_words(row["year"], row["season"]),
            "payer": words.source_name(row["source"]),
        }
        for row in rows
    ]


def measure_namer(rows: Sequence[words.Row]) -> Callable[[str], str]:
    """Give how measures of rows are called: address and kind; one query."""
    known = versions.measures_of(rows) if rows else {}

    def name(need: str) -> str:
        measure = known.get(int(need)) if need.isdigit() else None
        if measure is None:
            return need
        return f"{measure.object.address} {words.kind_name(measure.kind)}"

    return name


def exception_lines(rows: Sequence[words.Row]) -> list[dict[str, Any]]:
    """Give exceptions with their objects and reasons; one query."""
    known = versions.measures_of(rows)
    found = []
    for row in rows:
        measure = known.get(int(row["need"]))
        found.append(
            {
                **row,
                "measure": measure,
                "name": words.kind_name(measure.kind) if measure else row["need"],
                "when": words.when_words(row["year"], row["season"]),
                "why": words.reason_words(row),
            }
        )
    return found


def mover_lines(movers: Sequence[Mover]) -> list[dict[str, Any]]:
    """Give those that move with their objects; one query."""
    known = versions.measures_of([{"need": each.need} for each in movers])
    ways = words.way_words()
    return [
        {
            "mover": each,
            "measure": known.get(int(each.need)),
            "name": words.kind_name(each.kind),
            "way": ways[each.way],
            "before": words.when_words(*(each.before or ("", ""))),
            "after": words.when_words(*(each.after or ("", ""))),
            "paid": (words.source_name(each.source_before), words.source_name(each.source_after)),
        }
        for each in movers
    ]
