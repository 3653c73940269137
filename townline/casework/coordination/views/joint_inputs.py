"""Moments and lines as forms send them."""

import datetime as dt

from django.http import HttpRequest
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext

from townline.casework.cases import api as cases
from townline.platform.web.numbers import is_number

_END_OF_DAY = dt.time(18, 0)


def word(request: HttpRequest, name: str, limit: int = 2_000) -> str:
    """Give a field as it was typed, without the space around it."""
    return request.POST.get(name, "").replace("\r\n", "\n").strip()[:limit]


def moment(request: HttpRequest, name: str) -> dt.datetime | None:
    """Read a moment of the office's clock; None when the field was left empty."""
    typed = word(request, name, 40)
    if not typed:
        return None
    try:
        found = parse_datetime(typed)
    except ValueError:
        found = None
    if found is None:
        raise cases.InvalidInput(gettext("일시를 읽을 수 없습니다."))
    return timezone.make_aware(found) if timezone.is_naive(found) else found


def needed(request: HttpRequest, name: str) -> dt.datetime:
    """Read a moment that must be there."""
    found = moment(request, name)
    if found is None:
        raise cases.InvalidInput(gettext("일시를 선택해 주세요."))
    return found


def day(typed: str) -> dt.datetime:
    """Read a day; it ends with the office's working day."""
    try:
        found = parse_date(typed.strip())
    except ValueError:
        found = None
    if found is None:
        raise cases.InvalidInput(gettext("날짜를 선택해 주세요."))
    return timezone.make_aware(dt.datetime.combine(found, _END_OF_DAY))


def number(request: HttpRequest, name: str) -> int | None:
    """Read a whole number; None when there is none."""
    typed = word(request, name, 18)
    return int(typed) if is_number(typed) else None
