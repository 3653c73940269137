"""The front door of the cases: reads, writes and what they refuse.

Every write takes the ``viewer`` who does it and ``now``; refusals are ``CaseError`` with a
stable ``type`` and a ``status`` as in HTTP.

One file a noun says what it offers in its own ``__all__``; a new name is written there only.
"""

from townline.cases.api import (
    alarms,
    alerts,
    alike,
    answer_photos,
    answering,
    assigning,
    clocks,
    composing,
    figures,
    history,
    joint,
    locating,
    morning,
    persons,
    photos,
    promised,
    reading,
    readings,
    refusals,
    repeats,
    residents,
    search,
    staff,
    threading,
    visits,
    wording,
    working,
)
from townline.cases.api.alarms import *
from townline.cases.api.alerts import *
from townline.cases.api.alike import *
from townline.cases.api.answer_photos import *
from townline.cases.api.answering import *
from townline.cases.api.assigning import *
from townline.cases.api.clocks import *
from townline.cases.api.composing import *
from townline.cases.api.figures import *
from townline.cases.api.history import *
from townline.cases.api.joint import *
from townline.cases.api.locating import *
from townline.cases.api.morning import *
from townline.cases.api.persons import *
from townline.cases.api.photos import *
from townline.cases.api.promised import *
from townline.cases.api.reading import *
from townline.cases.api.readings import *
from townline.cases.api.refusals import *
from townline.cases.api.repeats import *
from townline.cases.api.residents import *
from townline.cases.api.search import *
from townline.cases.api.staff import *
from townline.cases.api.threading import *
from townline.cases.api.visits import *
from townline.cases.api.wording import *
from townline.cases.api.working import *

__all__: list[str] = []
__all__ += alarms.__all__
__all__ += alerts.__all__
__all__ += alike.__all__
__all__ += answer_photos.__all__
__all__ += answering.__all__
__all__ += assigning.__all__
__all__ += clocks.__all__
__all__ += composing.__all__
__all__ += figures.__all__
__all__ += history.__all__
__all__ += joint.__all__
__all__ += locating.__all__
__all__ += morning.__all__
__all__ += persons.__all__
__all__ += photos.__all__
__all__ += promised.__all__
__all__ += reading.__all__
__all__ += readings.__all__
__all__ += refusals.__all__
__all__ += repeats.__all__
__all__ += residents.__all__
__all__ += search.__all__
__all__ += staff.__all__
__all__ += threading.__all__
__all__ += visits.__all__
__all__ += wording.__all__
__all__ += working.__all__
