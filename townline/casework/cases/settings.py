"""What a district decides about its cases: their codes, promises and joining, and quiet hours."""

import datetime as dt
import re
from typing import Annotated

from pydantic import AfterValidator

from townline.platform.core.district_files.part import NEEDED, Part, errors_of
from townline.platform.core.district_files.values import (
    Duration,
    Hours,
    Many,
    Share,
    named_in,
)


def _rising(stages: tuple[dt.timedelta, ...]) -> tuple[dt.timedelta, ...]:
    words = "reminders must stand in order, the earliest first"
    late = [n for n in range(1, len(stages)) if stages[n] <= stages[n - 1]]
    if late:
        raise errors_of("Reminders", [((n,), words) for n in late])
    return stages


def _prefix(text: str) -> str:
    if not re.fullmatch(r"[A-Z]{1,3}", text):
        raise ValueError(f"{text!r} must be one to three capital letters, like H")
    return text


class AnotherMatter(Part):
    """How foreign a later text must be to open its own case, or to make a person be asked."""

    own_case_at: Annotated[Share, NEEDED] = 0.95
    suggest_at: Annotated[Share, NEEDED] = 0.7


class QuietHours(Hours):
    """When automatic texts that are not urgent wait; ``answers``: confirmed answers wait too."""

    answers: bool = False


class DataRequest(Part):
    """``kind``: the kind of petition whose legal period counts; ``department``: who answers."""

    kind: Annotated[str, named_in("kinds"), NEEDED]
    department: Annotated[str, named_in("departments"), NEEDED]


class DataRequests(Part):
    """Requests about personal data, and for information; None: they are cases like others."""

    erasure: DataRequest | None = None
    disclosure: DataRequest | None = None


class Cases(Part):
    """How cases live.

    ``promise``: within which an answer is promised; ``reminders``: how long after the text staff
    are reminded of it. ``join_window``: a sender's text without a code joins an open case whose
    last text is younger; ``reopen_window``: a text within it after the answer reopens the case.
    ``data_requests``: who answers requests about personal data and for information, and within
    which period.
    """

    case_code_prefix: Annotated[str, AfterValidator(_prefix)]
    promise: Duration
    reminders: Annotated[Many[Duration], AfterValidator(_rising), NEEDED] = ()
    join_window: Duration
    reopen_window: Duration
    another_matter: Annotated[AnotherMatter, NEEDED] = AnotherMatter()
    quiet_hours: QuietHours | None = None
    data_requests: DataRequests = DataRequests()


class Welfare(Part):
    """``welfare_department``: who alone, beside those on duty, sees harm to oneself or at home."""

    welfare_department: Annotated[str, named_in("departments")] = ""


class Limited(Part):
    """The part of ``alarms`` that says who may know of a case."""

    alarms: Welfare = Welfare()


class ServiceWords(Part):
    """Hint words of both languages by service, from services.json."""

    service_words: dict[str, Many[str]] = {}
