"""Addresses of regrouping texts, and of blocked senders."""

from django.urls import path

from townline.cases.views import blocked, regrouping

urlpatterns = [
    path("cases/<slug:code>/split", regrouping.split, name="split"),
    path("cases/<slug:code>/move", regrouping.move, name="move"),
    path("cases/<slug:code>/merge", regrouping.merge, name="merge"),
    path("cases/<slug:code>/put-back", regrouping.put_back, name="put_back"),
    path("cases/<slug:code>/block", blocked.block, name="block"),
    path("blocked/", blocked.blocked, name="blocked"),
    path("blocked/unblock", blocked.unblock, name="unblock"),
]
