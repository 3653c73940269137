"""What is likely the same thing, and what people joined."""

from townline.cases.rules.incidents import IncidentState
from townline.cases.selectors.alike import (
    AlikeCase,
    AlikeFigures,
    alike_cases,
    alike_figures,
)
from townline.cases.selectors.incidents import Incident, incident_get, incidents
from townline.cases.services.alike import join_begin, join_end
from townline.cases.services.incidents import (
    incident_accept,
    incident_dismiss,
    incident_put_back,
)
from townline.cases.services.incidents_finding import incidents_run
from townline.triage.api import Reason

__all__ = [
    "AlikeCase",
    "AlikeFigures",
    "Incident",
    "IncidentState",
    "Reason",
    "alike_cases",
    "alike_figures",
    "incident_accept",
    "incident_dismiss",
    "incident_get",
    "incident_put_back",
    "incidents",
    "incidents_run",
    "join_begin",
    "join_end",
]
