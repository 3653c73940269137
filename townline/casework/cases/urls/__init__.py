"""Addresses of the room; those of one noun stand in a file of their own."""

from django.urls import include, path

from townline.casework.cases.views import actions, export, lists, photos

_NOUNS = ("threading",)

urlpatterns = [
    *(path("", include(f"townline.casework.cases.urls.{noun}")) for noun in _NOUNS),
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
