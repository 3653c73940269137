"""The front door of the triage: what texts consist of.

The language process (``process.py``) knows the morphemes; where it does not run, or does not
answer in time, texts are split at spaces and marks.
"""

import datetime as dt
from collections.abc import Iterable, Sequence

from townline.platform.triage.reader.spam import AdvertSigns, advert_signs
from townline.platform.triage.rules import (
    DANGERS,
    LEARNT,
    PRIVATE,
    Danger,
    Guess,
    NotRead,
    Piece,
    Reading,
    Understood,
)
from townline.platform.triage.rules.places import FoundPlace, GazetteerEntry, Ring
from townline.platform.triage.rules.similarity import Reason, Similar, Where
from townline.platform.triage.rules.similarity_words import is_stop
from townline.platform.triage.selectors import events as _events
from townline.platform.triage.selectors import similarity as _alike
from townline.platform.triage.selectors.events import About, EventText, Fit, TextEvent
from townline.platform.triage.services import index as _index
from townline.platform.triage.services import language as _language
from townline.platform.triage.services import places as _places
from townline.platform.triage.services import reading as _models
from townline.platform.triage.services import reading as _reading

# A person waits for a search; nobody waits for a job.
PATIENCE = 0.3
PATIENCE_OF_JOBS = 20.0


def understand(texts: Sequence[str], *, patience: float = PATIENCE) -> Understood:
    """Give the meaningful pieces of each text, with where they stand; never raises."""
    return _language.understand(texts, patience=patience)


def tokens(text: str) -> tuple[str, ...]:
    """Give the meaningful pieces of one text, as basic forms in small letters."""
    return tuple(piece.form for piece in understand([text]).pieces[0])


def read(
    texts: Sequence[str],
    *,
    patience: float = PATIENCE_OF_JOBS,
    apart: Sequence[str] | None = None,
) -> list[Reading]:
    """Read what each text is about. Raises NotRead; never in a transaction: it waits.

    ``apart``: each text without the names of known places (``place_free``), by which its
    language is judged, and danger in languages that were not learnt.
    """
    return _reading.read(texts, patience=patience, apart=apart)


def place_free(text: str) -> str:
    """Give a text without the names of the district's places."""
    return _places.place_free(text)


def is_read() -> bool:
    """Say whether this installation has a language process, be it up or down."""
    return _reading.is_read()


def services_known() -> frozenset[str]:
    """Give the service codes that the model of this installation can suggest; none without one."""
    return _models.services_known()


def place_find(
    text: str, *, latitude: float | None = None, longitude: float | None = None
) -> FoundPlace | None:
    """Say where a text speaks of, by its words and where its photo was taken (WGS 84 degrees).

    The words win where both tell; needs no language process. Never raises for odd texts.
    """
    return _places.place_find(text, latitude=latitude, longitude=longitude)


def places_matching(words: str, *, limit: int = 12) -> list[FoundPlace]:
    """Give places of the gazetteer that words may mean, the likeliest first."""
    return _places.places_matching(words, limit=limit)


def places_near(latitude: float, longitude: float, *, limit: int = 6) -> list[FoundPlace]:
    """Give the places of the gazetteer next to a point, the nearest first, then its dong."""
    return _places.places_near(latitude, longitude, limit=limit)


def place_chosen(name_ko: str, dong: str) -> FoundPlace | None:
    """Give the place of ``places_matching`` by its Korean name and dong; None for another."""
    return _places.place_chosen(name_ko, dong)


def dong_name(dong: str, *, english: bool) -> str:
    """Give a dong's name as it is told, in English where it has such a name."""
    return _places.dong_name(dong, english=english)


def dong_in(words: str) -> str:
    """Give the dong that a few words, such as a title, speak of; "" for none."""
    return _places.dong_in(words)


def dongs() -> list[str]:
    """Give the names of the district's dongs, of the office and of the land register."""
    return _places.dongs()


def dongs_like(name: str) -> list[str]:
    """Give every name of a dong that shares ground with one, itself among them."""
    return _places.dongs_like(name)


def dong_outline(dong: str) -> list[Ring]:
    """Give the rings (longitude, latitude) of the ground that a dong's name stands for."""
    return _places.dong_outline(dong)


def places_load(rows: Iterable[GazetteerEntry], *, others: int = 0) -> int:
    """Store a gazetteer that was checked; return how many rows changed (``others`` beside it)."""
    return _places.places_load(rows, others=others)


def index_put(
    *,
    reference: str,
    subject: str,
    body: str,
    vector: bytes,
    at: dt.datetime,
    place: Where | None = None,
    photos: tuple[int, ...] = (),
    service: str = "",
    sender: str = "",
) -> None:
    """Put a text into the index (or put it anew) and keep which earlier ones it is like.

    ``reference`` names the text, ``subject`` its case; ``vector`` as a Reading has it, or empty;
    ``photos``: 64-bit hashes; ``sender``: opaque. May stand in a transaction: it asks nobody.
    """
    _index.index_put(
        reference=reference,
        subject=subject,
        body=body,
        vector=vector,
        at=at,
        place=place,
        photos=photos,
        service=service,
        sender=sender,
    )


def index_place(*, reference: str, place: Where | None) -> None:
    """Say where a text in the index speaks of; nothing happens for one that is not there."""
    _index.index_place(reference=reference, place=place)


def index_photos(*, reference: str, body: str, photos: Sequence[int]) -> bool:
    """Say what is seen on the photos of a text; whether it lies in the index at all."""
    return _index.index_photos(reference=reference, body=body, photos=photos)


def index_move(*, references: Iterable[str], subject: str) -> int:
    """Let texts belong to another subject; give how many of them lie in the index."""
    return _index.index_move(references=references, subject=subject)


def index_forget(
    *, references: Iterable[str] = (), subjects: Iterable[str] = (), senders: Iterable[str] = ()
) -> int:
    """Forget texts, all of some subjects, or all of some senders; give how many there were."""
    return _index.index_forget(references=references, subjects=subjects, senders=senders)


def similar(*, reference: str, limit: int = 5) -> list[Similar]:
    """Give the earlier subjects that a text is likeliest the same as, best first; two queries."""
    return _alike.similar(reference=reference, limit=limit)


def similar_to(*, subject: str, limit: int = 5) -> list[Similar]:
    """Give the subjects, earlier or later, that any text of one is like, best first; one query."""
    return _alike.similar_to(subject=subject, limit=limit)


def similar_pairs(subjects: Iterable[str], *, least: float) -> list[tuple[str, str]]:
    """Give pairs of some subjects that are likely the same (probability at least so much)."""
    return _alike.pairs_among(subjects=subjects, least=least)


def events(*, since: dt.datetime, until: dt.datetime, least: int = 4) -> list[TextEvent]:
    """Give texts of a time that seem to tell of one event, of at least so many subjects."""
    like = _places.dongs_like
    return _events.events(since=since, until=until, least=least, like=like)


def event_fits(
    *,
    about: Sequence[About],
    members: Sequence[str],
    subjects: Sequence[str] | None = None,
    since: int = 0,
) -> dict[str, Fit]:
    """Say how well subjects fit an event that other subjects tell of, by subject; two queries.

    By what ``events`` groups texts by. ``about``: what the event is known by besides them.
    ``subjects`` None: those of the newest texts after number ``since`` of the index, members left
    out; what is not in the index is left out.
    """
    like = _places.dongs_like
    return _events.event_fits(
        about=about, members=members, subjects=subjects, since=since, like=like
    )


def index_newest() -> int:
    """Give a number that rises with each text that comes into the index; 0 for none."""
    return _events.index_newest()


def rest_end() -> None:
    """Ask the language process again at once, also if it just failed: for commands and tests."""
    _language.rest_end()


__all__ = [
    "DANGERS",
    "LEARNT",
    "PATIENCE",
    "PATIENCE_OF_JOBS",
    "PRIVATE",
    "About",
    "AdvertSigns",
    "Danger",
    "EventText",
    "Fit",
    "FoundPlace",
    "GazetteerEntry",
    "Guess",
    "NotRead",
    "Piece",
    "Reading",
    "Reason",
    "Ring",
    "Similar",
    "TextEvent",
    "Understood",
    "advert_signs",
    "dong_in",
    "dong_name",
    "dong_outline",
    "dongs",
    "dongs_like",
    "event_fits",
    "events",
    "index_forget",
    "index_move",
    "index_newest",
    "index_photos",
    "index_place",
    "index_put",
    "is_read",
    "is_stop",
    "place_chosen",
    "place_find",
    "place_free",
    "places_load",
    "places_matching",
    "places_near",
    "read",
    "rest_end",
    "similar",
    "similar_pairs",
    "similar_to",
    "tokens",
    "understand",
]
