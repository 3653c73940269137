"""The front door of routes: planning the next days of all surveyors."""

from townline.prevention.survey_routes.rules.planning import Effort
from townline.prevention.survey_routes.selectors.planning import first_day, working_days
from townline.prevention.survey_routes.services.runs import run_carry_out, run_request, run_stop

__all__ = ["Effort", "first_day", "run_carry_out", "run_request", "run_stop", "working_days"]
