"""Addresses of the room; those of one noun stand in a file of their own."""

from django.urls import include, path

from townline.cases.views import (
    actions,
    case,
    lists,
    mine,
    photos,
    searching,
    settings,
)

_NOUNS = ("threading", "clocks", "joint", "promised", "visits", "residents", "composing", "repeats",
          "morning", "answering", "privacy", "alerts", "assigning", "staff", "search", "readings",
          "locating", "alarms", "incidents")  # fmt: skip

urlpatterns = [
    path("", lists.home, name="home"),
    *(path("", include(f"townline.cases.urls.{noun}")) for noun in _NOUNS),
    path("inbox/", lists.inbox, name="inbox"),
    path("inbox/refine", searching.refine, name="refine"),
    path("cases/<slug:code>/", case.case, name="case"),
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
    path("mine/", mine.mine, name="mine"),
    path("mine/read", mine.read, name="notices_read"),
    path("my/keys/", settings.keys, name="keys"),
    path("my/keys/revoke", settings.token_revoke, name="token_revoke"),
    path("links/", settings.links, name="links"),
    path("links/retry", settings.text_retry, name="text_retry"),
    path("settings/delegation/", settings.delegation, name="delegation"),
    path("settings/delegation/revoke", settings.delegation_revoke, name="delegation_revoke"),
]
