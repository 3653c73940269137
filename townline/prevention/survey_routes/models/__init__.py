from townline.prevention.survey_routes.models.homes import Appointment, HomeNeeds
from townline.prevention.survey_routes.models.runs import PlanChange, PlanRun

__all__ = ["Appointment", "HomeNeeds", "PlanChange", "PlanRun"]
