"""Addresses of repeat and group complaints."""

from django.urls import URLPattern, path

from townline.casework.classification.views import repeats

urlpatterns: list[URLPattern] = [
    path("cases/<slug:code>/close-repeat", repeats.close, name="close_repeat"),
    path("cases/<slug:code>/new-facts", repeats.new_facts, name="new_facts"),
    path("cases/<slug:code>/group", repeats.group, name="group"),
    path("cases/<slug:code>/ungroup", repeats.ungroup, name="ungroup"),
    path("cases/<slug:code>/group/merge", repeats.merge, name="group_merge"),
]
