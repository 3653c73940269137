"""The room's part of the JSON API."""

from townline.casework.alarms.views.api import of_case as case_alarms, router as alarms
from townline.casework.answers.views.api.answering import of_case as answering
from townline.casework.answers.views.api.composing import of_case as composing, router as templates
from townline.casework.cases.views.api.actions import router as actions
from townline.casework.cases.views.api.reading import router as reading
from townline.casework.cases.views.api.regrouping import router as regrouping
from townline.casework.classification.views.api.assignment import (
    of_case as case_rules,
    router as rules,
)
from townline.casework.classification.views.api.locating import (
    of_case as case_place,
    router as places,
)
from townline.casework.classification.views.api.readings import of_case as case_readings
from townline.casework.classification.views.api.repeats import router as repeats
from townline.casework.classification.views.api.similarity import (
    of_case as case_alike,
    router as incidents,
)
from townline.casework.classification.views.api.topics import router as topics
from townline.casework.coordination.views.api.joint import of_case as case_joint, router as joint
from townline.casework.data_protection.views.api.persons import router as persons
from townline.casework.data_protection.views.api.revealing import of_case as revealing
from townline.casework.deadlines.views.api.commitments import router as promised
from townline.casework.deadlines.views.api.statutory import of_case as legal, router as calendar
from townline.casework.desk.views.api.batches import router as batches
from townline.casework.desk.views.api.duty import router as duty
from townline.casework.notifications.views.api import router as notifications
from townline.casework.portal.views.api import actions as resident_actions, router as ratings
from townline.casework.search.views.api import of_cases as search, router as searching
from townline.casework.visits.views.api.visits import of_case as case_visits, router as visits

actions.add_router("", answering)
actions.add_router("", revealing)
actions.add_router("", case_alarms)
actions.add_router("", legal)
reading.add_router("", calendar)
actions.add_router("", regrouping)
actions.add_router("", topics)
reading.add_router("", promised)
actions.add_router("", resident_actions)
reading.add_router("", ratings)
actions.add_router("", repeats)
actions.add_router("", case_joint)
reading.add_router("", joint)
actions.add_router("", case_visits)
reading.add_router("", visits)
actions.add_router("", composing)
reading.add_router("", templates)
reading.add_router("", searching)
reading.add_router("", batches)
reading.add_router("", duty)
reading.add_router("", notifications)
reading.add_router("", alarms)
reading.add_router("", rules)
actions.add_router("", case_rules)
actions.add_router("", case_readings)
actions.add_router("", case_alike)
actions.add_router("", case_place)
reading.add_router("", places)
reading.add_router("", incidents)

__all__ = ["actions", "persons", "reading", "search"]
