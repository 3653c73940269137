"""The room's part of the JSON API."""

from townline.cases.views.api.deeds import router as deeds
from townline.cases.views.api.persons import router as persons
from townline.cases.views.api.promised import router as promised
from townline.cases.views.api.reading import router as reading
from townline.cases.views.api.regrouping import router as regrouping

deeds.add_router("", regrouping)
reading.add_router("", promised)

__all__ = ["deeds", "persons", "reading"]
