"""Addresses of where to look next."""

from django.urls import URLPattern, path

from townline.prevention.hazards.exploration_planning.views.access import page

_AT = "hazards/where-next/"
urlpatterns: list[URLPattern] = [
    path(_AT, page("pages", "where_next"), name="where_next"),
    path(f"{_AT}lines.json", page("exports", "lines"), name="where_next_lines"),
    path(f"{_AT}export.<str:form>", page("exports", "export"), name="where_next_export"),
    path(f"{_AT}campaign", page("campaigns", "make", plans=True), name="where_next_campaign"),
    path(f"{_AT}data/", page("data", "data", plans=True), name="where_next_data"),
    path(f"{_AT}data/<int:number>/", page("data", "waiting", plans=True), name="where_next_file"),
]
