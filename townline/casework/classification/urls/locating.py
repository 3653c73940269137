"""Addresses of where a case lies."""

from django.urls import path

from townline.casework.classification.views import locating

urlpatterns = [
    path("cases/<slug:code>/place/", locating.choose, name="place"),
    path("cases/<slug:code>/place/set", locating.correct, name="place_set"),
    path("cases/<slug:code>/place/clear", locating.clear, name="place_clear"),
]
