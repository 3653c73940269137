"""Who is on duty, and which versions are at work."""
# fmt: off
# ruff: noqa: E501 -- words in two languages stand beside one another

import datetime as dt
import platform
from collections.abc import Iterator

import django

from townline.platform.core import release
from townline.platform.core.findings import Both, Finding, ok, warn
from townline.platform.departments import api as departments


def duty(now: dt.datetime) -> Iterator[Finding]:
    """Look whether somebody is on duty now, or before the same hour of tomorrow."""
    shifts = departments.shifts_between(since=now, until=now + dt.timedelta(days=1))
    shifts = [shift for shift in shifts if shift.staff.is_active]
    if not shifts:
        words = Both("nobody is on the rota for the next day", "앞으로 하루 당직자가 없습니다")
        advice = Both("enter somebody at /duty/", "/duty/에서 당직자를 등록해 주세요")
        yield warn("duty", words, advice)
        return
    first = shifts[0]
    since = f"{first.starts_at.astimezone():%Y-%m-%d %H:%M}"
    english, korean = first.staff.name_en or first.staff.name_ko, first.staff.name_ko
    if first.starts_at <= now:
        yield ok("duty", Both(f"{english}, since {since}", f"{korean}, {since}부터"))
    else:
        yield ok("duty", Both(f"nobody now; {english} from {since}", f"지금 없음, {korean} {since}부터"))


def versions(_now: dt.datetime) -> Iterator[Finding]:
    """Tell which program this is, and what it stands on."""
    words = (
        f"Townline {release.version()}, Python {platform.python_version()}, Django {django.__version__}"
    )
    yield ok("versions", Both(words, words))


def identities(_now: dt.datetime) -> Iterator[Finding]:
    """Name people who were linked to the provider by a name anybody can choose there."""
    found = departments.identities_unsafe()
    if not found:
        return
    names = ", ".join(person.username for person in found[:10])
    words = Both(
        f"linked by user name alone, {len(found)} in all: {names}",
        f"이름만 보고 연결한 기관 계정 {len(found)}명: {names}",
    )
    advice = Both("confirm or unlink each at /settings/people/", "/settings/people/에서 한 명씩 확인하거나 해제해 주세요")
    yield warn("identities", words, advice)


OFFICE = (duty, identities, versions)
