"""The room's part of the JSON API."""

from townline.cases.views.api.deeds import router as deeds
from townline.cases.views.api.persons import router as persons
from townline.cases.views.api.promised import router as promised
from townline.cases.views.api.reading import router as reading
from townline.cases.views.api.regrouping import router as regrouping
from townline.cases.views.api.residents import deeds as resident_deeds
from townline.cases.views.api.residents import router as ratings

deeds.add_router("", regrouping)
reading.add_router("", promised)
deeds.add_router("", resident_deeds)
reading.add_router("", ratings)

__all__ = ["deeds", "persons", "reading"]
