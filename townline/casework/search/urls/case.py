"""Addresses of one case, and of what stands beside it."""

from django.urls import URLPattern, path

from townline.casework.search.views import search

urlpatterns: list[URLPattern] = [
    path("inbox/refine", search.refine, name="refine"),
]
