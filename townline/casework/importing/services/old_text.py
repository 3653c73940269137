"""One text of an office's phone, and the rows that texts become."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from townline.casework.importing.rules import Role
from townline.platform.conversations.api import (
    HistoryIds,
    HistoryIncoming,
    HistoryOutgoing,
    TextKind,
)
from townline.platform.core.media import MediaRef
from townline.platform.core.text import msisdn

_BY = "cases.import"
_KINDS = {
    Role.QUESTION: TextKind.QUESTION,
    Role.INTERIM: TextKind.INTERIM,
    Role.ANSWER: TextKind.ANSWER,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OldText:
    """A text as it was: the resident's ``number`` in E.164, and when it came or went.

    ``service``: what the office's own table says it is about, or "".
    """

    number: str
    at: dt.datetime
    outgoing: bool
    body: str
    photos: tuple[MediaRef, ...] = ()
    service: str = ""

    key: str = field(init=False, compare=False)

    def __post_init__(self) -> None:
        """Name the text the same way whenever and from whichever file it is read.

        Its second, and three bytes of all the rest: enough to tell texts of one second apart,
        too little to try words or numbers against once they are erased.
        """
        photos = "".join(ref.sha256 for ref in self.photos)
        identity = "\0".join([msisdn.mask(self.number), self.body.strip(), photos])
        short = hashlib.blake2b(identity.encode(), digest_size=3).hexdigest()
        way = "out" if self.outgoing else "in"
        object.__setattr__(self, "key", f"{way}-{int(self.at.timestamp())}-{short}")


@dataclass
class TextRows:
    """Rows of texts to be written, under ids that were taken for them."""

    ids: HistoryIds
    heard: Sequence[OldText]
    incoming: list[HistoryIncoming] = field(default_factory=list)
    outgoing: list[HistoryOutgoing] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._ids = {id(t): n for t, n in zip(self.heard, self.ids.incoming, strict=True)}
        self._outgoing_ids = iter(self.ids.outgoing)

    def resident(self, number: str) -> int:
        return self.ids.residents[number]

    def add(self, roles: Iterable[tuple[OldText, Role]], reference: str, resident_id: int) -> int:
        """Add the texts of one case; gives the id of the last one that came in, or 0."""
        last = 0
        for text, role in roles:
            if role is Role.HEARD:
                last = self._hear(text, reference)
            else:
                self._say(text, _KINDS[role], reference, resident_id)
        return last

    def _hear(self, text: OldText, reference: str) -> int:
        text_id = self._ids[id(text)]
        self.incoming.append(
            HistoryIncoming(
                id=text_id,
                number=text.number,
                body=text.body,
                received_at=text.at,
                by=_BY,
                reference=reference,
                photos=text.photos,
                key=text.key,
            )
        )
        return text_id

    def _say(self, text: OldText, kind: TextKind, reference: str, resident_id: int) -> None:
        self.outgoing.append(
            HistoryOutgoing(
                id=next(self._outgoing_ids),
                resident_id=resident_id,
                kind=kind,
                body=text.body,
                reference=reference,
                confirmed_hash="",
                queued_at=text.at,
                not_before=text.at,
                accepted_at=text.at,
                delivered_at=text.at,
                photos=text.photos,
                key=text.key,
            )
        )
