"""Later texts that look like another matter: what a person is asked about."""

from collections.abc import Iterable

from townline.casework.cases.rules import OPEN, CaseState, Remark
from townline.casework.cases.settings import Cases, ServiceWords
from townline.platform.conversations.api import ThreadText
from townline.platform.core import district
from townline.platform.core.models import Transition
from townline.platform.core.text import likeness
from townline.platform.core.text.likeness import Hints
from townline.platform.triage import api as triage

_NEWEST = 5  # what is older than that was looked at long ago


def hints() -> Hints:
    """Give the district's hint words and thresholds."""
    return district.derive(_hints)


def _hints(settings: district.Settings) -> Hints:
    words = settings.part(ServiceWords).service_words
    far = settings.part(Cases).another_matter
    folded = {code: tuple(likeness.letters(w) for w in own if w) for code, own in words.items()}
    return Hints(
        folded,
        own_case_at=far.own_case_at,
        suggest_at=far.suggest_at,
        is_stop=triage.is_stop,
    )


def another_matter(
    state: CaseState, thread: Iterable[ThreadText], history: Iterable[Transition]
) -> ThreadText | None:
    """Give the newest text of an open case that a person should look at, if there is one.

    A text about which a person has said that it is the same matter is not asked about again.
    """
    if state not in OPEN or state is CaseState.CONFIRMED:
        return None
    same = {line.data.get("text") for line in history if line.event == Remark.SAME_MATTER}
    incoming = [text for text in thread if text.direction == "in"]
    for at in range(len(incoming) - 1, max(len(incoming) - 1 - _NEWEST, 0), -1):
        if incoming[at].id in same:
            continue
        before = [text.body for text in incoming[:at]]
        if likeness.otherness(incoming[at].body, before, hints()) >= hints().suggest_at:
            return incoming[at]
    return None
