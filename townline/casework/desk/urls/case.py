"""Addresses of one case, and of what stands beside it."""

from django.urls import URLPattern, path

from townline.casework.desk.views import case, mine, settings

urlpatterns: list[URLPattern] = [
    path("cases/<slug:code>/", case.case, name="case"),
    path("mine/", mine.mine, name="mine"),
    path("mine/read", mine.read, name="notices_read"),
    path("my/keys/", settings.keys, name="keys"),
    path("my/keys/revoke", settings.token_revoke, name="token_revoke"),
    path("links/", settings.links, name="links"),
    path("links/retry", settings.text_retry, name="text_retry"),
    path("links/emails", settings.email_decide, name="email_decide"),
    path("settings/delegation/", settings.delegation, name="delegation"),
    path("settings/delegation/revoke", settings.delegation_revoke, name="delegation_revoke"),
]
