"""The room's part of the JSON API."""

from townline.cases.views.api.alarms import of_case as case_alarms
from townline.cases.views.api.alarms import router as alarms
from townline.cases.views.api.alerts import router as notifications
from townline.cases.views.api.alike import of_case as case_alike
from townline.cases.views.api.alike import router as incidents
from townline.cases.views.api.answering import of_case as answering
from townline.cases.views.api.assigning import of_case as case_rules
from townline.cases.views.api.assigning import router as rules
from townline.cases.views.api.batches import router as batches
from townline.cases.views.api.clocks import of_case as legal
from townline.cases.views.api.clocks import router as calendar
from townline.cases.views.api.composing import of_case as composing
from townline.cases.views.api.composing import router as templates
from townline.cases.views.api.deeds import router as deeds
from townline.cases.views.api.duty import router as duty
from townline.cases.views.api.joint import of_case as case_joint
from townline.cases.views.api.joint import router as joint
from townline.cases.views.api.locating import of_case as case_place
from townline.cases.views.api.locating import router as places
from townline.cases.views.api.persons import router as persons
from townline.cases.views.api.promised import router as promised
from townline.cases.views.api.reading import router as reading
from townline.cases.views.api.readings import of_case as case_readings
from townline.cases.views.api.regrouping import router as regrouping
from townline.cases.views.api.repeats import router as repeats
from townline.cases.views.api.residents import deeds as resident_deeds
from townline.cases.views.api.residents import router as ratings
from townline.cases.views.api.revealing import of_case as revealing
from townline.cases.views.api.searching import of_cases as search
from townline.cases.views.api.searching import router as searching
from townline.cases.views.api.topics import router as topics
from townline.cases.views.api.visits import of_case as case_visits
from townline.cases.views.api.visits import router as visits

deeds.add_router("", answering)
deeds.add_router("", revealing)
deeds.add_router("", case_alarms)
deeds.add_router("", legal)
reading.add_router("", calendar)
deeds.add_router("", regrouping)
deeds.add_router("", topics)
reading.add_router("", promised)
deeds.add_router("", resident_deeds)
reading.add_router("", ratings)
deeds.add_router("", repeats)
deeds.add_router("", case_joint)
reading.add_router("", joint)
deeds.add_router("", case_visits)
reading.add_router("", visits)
deeds.add_router("", composing)
reading.add_router("", templates)
reading.add_router("", searching)
reading.add_router("", batches)
reading.add_router("", duty)
reading.add_router("", notifications)
reading.add_router("", alarms)
reading.add_router("", rules)
deeds.add_router("", case_rules)
deeds.add_router("", case_readings)
deeds.add_router("", case_alike)
deeds.add_router("", case_place)
reading.add_router("", places)
reading.add_router("", incidents)

__all__ = ["deeds", "persons", "reading", "search"]
