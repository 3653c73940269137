"""A file into the spool: numbers made whole, photos kept, and a tally of what was left out."""

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from townline.casework.importing.archives import (
    Bad,
    Item,
    Left,
    PastText,
    Place,
    Why,
    open_file,
    read,
)
from townline.casework.importing.files.spool import Spool, Spooled
from townline.platform.core import media
from townline.platform.core.media import MediaRef
from townline.platform.core.text import charsets, msisdn

_LONGEST = 50_000  # letters: more than any MMS holds

type WriteLine = Callable[[str], None]
type Move = Callable[[float], None]


@dataclass
class ImportTally:
    """What a file held. ``lost`` photos had no bytes, or were too large to keep."""

    texts: int = 0
    bad: int = 0
    lost: int = 0
    left: Counter[Why] = field(default_factory=Counter)


@dataclass(frozen=True, kw_only=True)
class ImportOptions:
    """How to read: ``services`` are the codes that a table may name; ``keep`` photos, or not."""

    path: Path
    kind: str
    place: Place
    services: Collection[str]
    keep: bool


def fill(options: ImportOptions, spool: Spool, *, complain: WriteLine, moved: Move) -> ImportTally:
    """Read the whole file once. Each mistake is told with its line. Raises Unreadable."""
    reading = _Reading(options, spool, complain)
    size = max(options.path.stat().st_size, 1)
    with open_file(options.path) as file:
        for count, item in enumerate(read(file, options.place, options.kind)):
            reading.take(item)
            if count % 100 == 0:
                moved(_place_of(file) / size)
    for line in spool.settle():
        reading.take(Bad(line, "only a conversation is named, and no text of it has its number"))
        reading.tally.texts -= 1
    return reading.tally


def _place_of(file: BinaryIO) -> int:
    return 0 if file.closed else file.tell()


class _Reading:
    def __init__(self, options: ImportOptions, spool: Spool, complain: WriteLine) -> None:
        self._wish, self._spool, self._complain = options, spool, complain
        self.tally = ImportTally()

    def take(self, item: Item) -> None:
        if isinstance(item, Left):
            self.tally.left[item.why] += 1
        elif isinstance(item, Bad):
            self._bad(item)
        elif item.service and item.service not in self._wish.services:
            known = ", ".join(sorted(self._wish.services))
            self._bad(Bad(item.line, f"there is no service {item.service!r}; there are: {known}"))
        elif len(item.body) > _LONGEST:
            self._bad(Bad(item.line, f"has {len(item.body):,} letters; no network carries that"))
        else:
            self._text(item)

    def _bad(self, bad: Bad) -> None:
        self.tally.bad += 1
        self._complain(f"{self._wish.path.name}, line {bad.line}: {bad.words}")

    def _text(self, text: PastText) -> None:
        self.tally.texts += 1
        photos = tuple(self._photo(data) for data in text.photos)
        photos += (media.missing(media.NOT_FETCHED),) * text.lost
        self.tally.lost += sum(bool(ref.problem) for ref in photos)
        self._spool.add(
            Spooled(
                number=msisdn.parse(text.number).value if text.number else "",
                chat=text.chat,
                at=text.at,
                outgoing=text.outgoing,
                body=charsets.clean(text.body),
                photos=photos,
                service=text.service,
                line=text.line,
            )
        )

    def _photo(self, data: bytes) -> MediaRef:
        return media.keep(data) if self._wish.keep else media.reference_of(data)
