"""Addresses of regrouping texts."""

from django.urls import path

from townline.casework.cases.views import regrouping

urlpatterns = [
    path("cases/<slug:code>/split", regrouping.split, name="split"),
    path("cases/<slug:code>/move", regrouping.move, name="move"),
    path("cases/<slug:code>/merge", regrouping.merge, name="merge"),
    path("cases/<slug:code>/put-back", regrouping.put_back, name="put_back"),
]
