"""What the demo's residents were asked after their answers, and what they replied."""

import datetime as dt
import json
import random
from collections.abc import Iterable
from pathlib import Path

from townline.casework.importing.api import HistoryCase
from townline.casework.portal import api as portal
from townline.casework.portal.api import FollowKind, PastReply
from townline.platform.conversations.api import HistorySender
from townline.platform.core import district

# Of twenty who are asked; the rest says nothing.
_STARS = (1, 2, 3, 3, 4, 4, 4, 5, 5, 5, 5)
_OF_RESIDENTS = 20
_FIXED = 9
# The demo's office began to ask so long ago.
_BEGUN = dt.timedelta(days=40)


class _Residents:
    """Replies as people do: most are content, half say nothing, few say why."""

    def __init__(self, folder: Path, rng: random.Random) -> None:
        words = json.loads((folder / "resident_words.json").read_text(encoding="utf-8"))
        self._why: dict[str, list[str]] = words["why"]
        self._rng = rng

    def __call__(self, kind: FollowKind, language: str) -> PastReply | None:
        place = self._rng.randrange(_OF_RESIDENTS)
        after = dt.timedelta(minutes=self._rng.randint(3, 400))
        if kind is FollowKind.CHECK_IN:
            return PastReply(after) if place < _FIXED else None
        if place >= len(_STARS):
            return None
        why = self._rng.choice(self._why.get(language, self._why["ko"]))
        return PastReply(after, _STARS[place], why)


def residents(
    now: dt.datetime, folder: Path, stories: Iterable[HistoryCase], transport: str, seed: int
) -> int:
    """Ask the residents of the demo's past answers; returns how many questions."""
    rng = random.Random(seed)  # noqa: S311 -- a demonstration must be the same each time
    return portal.replies_import(
        now=now,
        since=now - _BEGUN,
        senders=[
            HistorySender(number=s.number, language=s.language, first_at=now) for s in stories
        ],
        replies=_Residents(folder, rng),
        transport=transport,
        destination_addr="".join(filter(str.isdigit, district.line_number())),
    )
