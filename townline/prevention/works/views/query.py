"""What an address asks of a list of works and of the rooms above."""

from django.http import HttpRequest


def offset_of(request: HttpRequest) -> int:
    """Read at which row a page of a list begins."""
    found = request.GET.get("offset", "")
    return int(found) if found.isascii() and found.isdigit() and len(found) < 7 else 0  # noqa: PLR2004 -- more than any list has


def read_filters(request: HttpRequest, names: tuple[str, ...]) -> dict[str, str]:
    """Read filters from the address."""
    return {name: request.GET.get(name, "").replace("\x00", "").strip()[:80] for name in names}
