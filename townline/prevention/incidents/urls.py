"""Addresses of incidents."""

from django.urls import URLPattern, path

from townline.prevention.incidents.broadcasts.views.acting import presses
from townline.prevention.incidents.views import acting, board, pages, safety

_PRESSES = {
    "join": acting.join,
    "leave": acting.leave,
    "offer-dismiss": acting.dismiss,
    "settle": acting.settle,
    "end": acting.end,
    "reopen": acting.reopen,
    "lessons": acting.lessons,
    "merge": acting.merge,
    "undo": acting.undo,
    "edit": acting.edit,
    "need": acting.need,
    "need-done": acting.need_done,
    "team": acting.team,
    "team-off": acting.team_off,
    "role": acting.role,
    "note": acting.note,
    "tick": acting.tick,
}

urlpatterns: list[URLPattern] = [
    path("incidents/", pages.incidents, name="incident_list"),
    path("incidents/export.csv", pages.csv_file, name="incident_csv"),
    path("incidents/new/", pages.new, name="incident_new"),
    path("incidents/<int:number>/", pages.incident, name="incident"),
    path("incidents/<int:number>/join/", pages.batch, name="incident_batch"),
    path("incidents/<int:number>/board/", board.board, name="incident_board"),
    path("incidents/<int:number>/report.pdf", board.report, name="incident_report"),
    path("incidents/<int:number>/updates/<int:update>/", pages.update, name="incident_update"),
    path("incidents/<int:number>/safety/", safety.ask, name="incident_safety_ask"),
    path("incidents/safety/<int:number>/", safety.safety, name="incident_safety"),
    *presses(
        "safety",
        at="incidents/safety/<int:number>/do/",
        name="incident_safety",
        back="/incidents/safety/{number}/",
    ),
    *presses(
        "update", at="incidents/<int:number>/do/", name="incident", back="/incidents/{number}/"
    ),
    *(
        path(f"incidents/<int:number>/do/{name}", view, name=f"incident_{name.replace('-', '_')}")
        for name, view in _PRESSES.items()
    ),
]
