"""Addresses of briefings."""

from django.urls import URLPattern, path

from townline.prevention.policy.briefings import views

urlpatterns: list[URLPattern] = [
    path("briefings/", views.newest, name="briefings"),
    path("briefings/<slug:week>/", views.briefing, name="briefing"),
    path("briefings/<slug:week>/briefing.pdf", views.paper, name="briefing_paper"),
    path("briefings/<slug:week>/<int:number>/", views.cases, name="briefing_cases"),
    path("my/briefings/", views.own, name="own_briefings"),
]
