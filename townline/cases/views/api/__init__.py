"""The room's part of the JSON API."""

from townline.cases.views.api.deeds import router as deeds
from townline.cases.views.api.persons import router as persons
from townline.cases.views.api.promised import router as promised
from townline.cases.views.api.reading import router as reading
from townline.cases.views.api.regrouping import router as regrouping
from townline.cases.views.api.repeats import router as repeats
from townline.cases.views.api.residents import deeds as resident_deeds
from townline.cases.views.api.residents import router as ratings
from townline.cases.views.api.visits import of_case as case_visits
from townline.cases.views.api.visits import router as visits

deeds.add_router("", regrouping)
reading.add_router("", promised)
deeds.add_router("", resident_deeds)
reading.add_router("", ratings)
deeds.add_router("", repeats)
deeds.add_router("", case_visits)
reading.add_router("", visits)

__all__ = ["deeds", "persons", "reading"]
