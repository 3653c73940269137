"""The front door of the triage: what texts consist of.

The language process (``process.py``) knows the morphemes; where it does not run, or does not
answer in time, texts are split at spaces and marks.
"""

import datetime as dt
from collections.abc import Sequence

from townline.platform.triage.reader.spam import (
    AdvertSigns as AdvertSigns,
    advert_signs as advert_signs,
)
from townline.platform.triage.rules import (
    DANGERS as DANGERS,
    LEARNT as LEARNT,
    PRIVATE as PRIVATE,
    Danger as Danger,
    Guess as Guess,
    NotRead as NotRead,
    Piece as Piece,
    Reading as Reading,
    Understood as Understood,
)
from townline.platform.triage.rules.places import (
    FoundPlace as FoundPlace,
    GazetteerEntry as GazetteerEntry,
    Ring as Ring,
)
from townline.platform.triage.rules.similarity import Reason as Reason, Similar as Similar
from townline.platform.triage.rules.similarity_words import is_stop as is_stop
from townline.platform.triage.selectors import events as _events
from townline.platform.triage.selectors.events import (
    About as About,
    EventText as EventText,
    Fit as Fit,
    TextEvent as TextEvent,
    index_newest as index_newest,
)
from townline.platform.triage.selectors.similarity import (
    similar as similar,
    similar_pairs as similar_pairs,
    similar_to as similar_to,
)
from townline.platform.triage.services import (
    places as _places,
)
from townline.platform.triage.services.index import (
    index_forget as index_forget,
    index_move as index_move,
    index_photos as index_photos,
    index_place as index_place,
    index_put as index_put,
)
from townline.platform.triage.services.language import (
    PATIENCE as PATIENCE,
    rest_end as rest_end,
    understand as understand,
)
from townline.platform.triage.services.places import (
    dong_in as dong_in,
    dong_name as dong_name,
    dong_outline as dong_outline,
    dongs as dongs,
    dongs_like as dongs_like,
    place_chosen as place_chosen,
    place_find as place_find,
    place_free as place_free,
    places_load as places_load,
    places_matching as places_matching,
    places_near as places_near,
)
from townline.platform.triage.services.reading import (
    PATIENCE_OF_JOBS as PATIENCE_OF_JOBS,
    is_read as is_read,
    read as read,
    services_known as services_known,
)


def tokens(text: str) -> tuple[str, ...]:
    """Give the meaningful pieces of one text, as basic forms in small letters."""
    return tuple(piece.form for piece in understand([text]).pieces[0])


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
