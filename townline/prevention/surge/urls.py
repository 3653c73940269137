"""Addresses of surge mode."""

from django.urls import URLPattern, path

from townline.prevention.surge.views import pages

urlpatterns: list[URLPattern] = [
    path("surge/", pages.surge, name="surge"),
    path("surge/begin", pages.begin, name="surge_begin"),
    path("surge/<int:surge_id>/start", pages.start, name="surge_start"),
    path("surge/<int:surge_id>/dismiss", pages.dismiss, name="surge_dismiss"),
    path("surge/<int:surge_id>/end", pages.end, name="surge_end"),
    path("surge/<int:surge_id>/promise", pages.promise, name="surge_promise"),
]
