"""Addresses of the inbox, and of actions on one case."""

from django.urls import path

from townline.casework.cases.views import actions, export, lists, photos, regrouping

urlpatterns = [
    path("cases/<slug:code>/split", regrouping.split, name="split"),
    path("cases/<slug:code>/move", regrouping.move, name="move"),
    path("cases/<slug:code>/merge", regrouping.merge, name="merge"),
    path("cases/<slug:code>/put-back", regrouping.put_back, name="put_back"),
    path("inbox/", lists.inbox, name="inbox"),
    path("inbox/export.csv", export.export, name="inbox_file"),
    path("cases/<slug:code>/photos/<slug:sha256>/<slug:copy>", photos.photo, name="photo"),
    path("cases/<slug:code>/assign", actions.assign, name="assign"),
    path("cases/<slug:code>/misroute", actions.misroute, name="misroute"),
    path("cases/<slug:code>/dismiss", actions.dismiss, name="dismiss"),
    path("cases/<slug:code>/close", actions.close, name="close"),
    path("cases/<slug:code>/reopen", actions.reopen, name="reopen"),
    path("cases/<slug:code>/title", actions.retitle, name="retitle"),
    path("cases/<slug:code>/note", actions.note, name="note"),
    path("cases/<slug:code>/settle", actions.settle, name="settle"),
    path("cases/<slug:code>/presence", actions.presence, name="presence"),
]
