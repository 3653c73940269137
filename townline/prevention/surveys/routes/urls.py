"""Addresses of routes."""

from django.urls import path

from townline.prevention.surveys.routes.views import homes, pages, sheet, surveyors

_HOME = "surveys/routes/homes/<int:number>/"
_WHO = "surveys/routes/surveyors/<int:number>/"

urlpatterns = [
    path("surveys/routes/", pages.plan, name="survey_routes"),
    path("surveys/routes/progress", pages.progress, name="survey_routes_progress"),
    path("surveys/routes/plan", pages.begin, name="survey_routes_begin"),
    path("surveys/routes/runs/<int:number>/stop", pages.stop, name="survey_routes_stop"),
    path("surveys/routes/move", pages.shift, name="survey_routes_shift"),
    path("surveys/routes/undo", pages.undo, name="survey_routes_undo"),
    path("surveys/routes/sheet", sheet.sheet, name="survey_routes_sheet"),
    path("surveys/routes/sheet.pdf", sheet.sheet_pdf, name="survey_routes_pdf"),
    path(_HOME, homes.home, name="survey_routes_home"),
    path(f"{_HOME}move", homes.move, name="survey_routes_move"),
    path(f"{_HOME}fix", homes.fix, name="survey_routes_fix"),
    path(f"{_HOME}household", homes.household, name="survey_routes_household"),
    path(f"{_HOME}ask", homes.ask, name="survey_routes_ask"),
    path("surveys/routes/ask", homes.ask_day, name="survey_routes_ask_day"),
    path(f"{_HOME}needs", homes.needs, name="survey_routes_needs"),
    path(_WHO, surveyors.surveyor, name="survey_routes_surveyor"),
    path(f"{_WHO}save", surveyors.save, name="survey_routes_save"),
    path(f"{_WHO}absent", surveyors.absent, name="survey_routes_absent"),
    path(f"{_WHO}absent/<int:absence>", surveyors.present, name="survey_routes_present"),
]
