"""One page of a long list, with the ways to those beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest

from townline.platform.web.numbers import is_number

MOST = 50


@dataclass(frozen=True, slots=True)
class ListPage[T]:
    """``before`` and ``after``: the addresses of the pages beside it, "" where there is none."""

    rows: Sequence[T]
    count: int
    number: int
    pages: int
    before: str
    after: str


def part[T](request: HttpRequest, rows: Sequence[T]) -> ListPage[T]:
    """Give the page that an address asks for (``page``); the last one for what lies beyond."""
    pages = max(-(-len(rows) // MOST), 1)
    written = request.GET.get("page", "")
    number = min(max(int(written), 1), pages) if is_number(written) else 1
    first = (number - 1) * MOST
    return ListPage(
        rows[first : first + MOST],
        len(rows),
        number,
        pages,
        _address(request, number - 1) if number > 1 else "",
        _address(request, number + 1) if number < pages else "",
    )


def _address(request: HttpRequest, number: int) -> str:
    params = request.GET.copy()
    params["page"] = str(number)
    return f"?{params.urlencode()}"


def number_of(request: HttpRequest, name: str) -> int | None:
    """Read a whole number of an address; None for what is none."""
    written = request.GET.get(name, "")
    return int(written) if is_number(written) else None
