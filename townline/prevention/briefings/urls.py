"""Addresses of briefings."""

from django.urls import URLPattern, path

from townline.prevention.briefings.views import pages

urlpatterns: list[URLPattern] = [
    path("briefings/", pages.newest, name="briefings"),
    path("briefings/<slug:week>/", pages.briefing, name="briefing"),
    path("briefings/<slug:week>/briefing.pdf", pages.paper, name="briefing_paper"),
    path("briefings/<slug:week>/<int:number>/", pages.cases, name="briefing_cases"),
    path("my/briefings/", pages.own, name="own_briefings"),
]
