"""No telephone or resident registration number of a person stands in an address."""

from urllib.parse import parse_qsl, unquote, urlencode, urlsplit, urlunsplit

from django.http import HttpRequest

from townline.platform.core.text import personal_numbers


def has_number(request: HttpRequest) -> bool:
    """Say whether the query of an address holds a telephone or registration number."""
    return request.META.get("QUERY_STRING", "") != "" and any(
        personal_numbers.has_number(text)
        for name, values in request.GET.lists()
        for text in (name, *values)
    )


def without_numbers(address: str) -> str:
    """Give an address without what is a telephone or registration number in it."""
    parts = urlsplit(address)
    if personal_numbers.has_number(unquote(parts.path)):
        return "/"
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    clean = [pair for pair in pairs if not any(map(personal_numbers.has_number, pair))]
    if len(clean) == len(pairs):
        return address
    return urlunsplit(parts._replace(query=urlencode(clean)))
