"""The front door of routes: planning the next days, and appointments of households."""

from townline.prevention.survey_routes.rules.planning import Effort
from townline.prevention.survey_routes.selectors.planning import first_day, working_days
from townline.prevention.survey_routes.services.appointments import (
    appointment_ask,
    appointments_run,
)
from townline.prevention.survey_routes.services.lateness import late_run
from townline.prevention.survey_routes.services.missed import notify_missed
from townline.prevention.survey_routes.services.page_times import (
    time_take,
    times_offered,
    visit_unwanted,
)
from townline.prevention.survey_routes.services.persons import (
    appointment_person_part,
    routes_retention_rules,
)
from townline.prevention.survey_routes.services.replies import appointment_asker
from townline.prevention.survey_routes.services.runs import run_carry_out, run_request, run_stop

__all__ = [
    "Effort",
    "appointment_ask",
    "appointment_asker",
    "appointment_person_part",
    "appointments_run",
    "first_day",
    "late_run",
    "notify_missed",
    "routes_retention_rules",
    "run_carry_out",
    "run_request",
    "run_stop",
    "time_take",
    "times_offered",
    "visit_unwanted",
    "working_days",
]
