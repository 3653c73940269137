"""Addresses of what is kept of a person, of a look at their number, and of blocked senders."""

from django.urls import path

from townline.casework.data_protection.views import access_log, blocked, revealing

urlpatterns = [
    path("cases/<slug:code>/block", blocked.block, name="block"),
    path("blocked/", blocked.blocked_page, name="blocked"),
    path("blocked/unblock", blocked.unblock, name="unblock"),
    path("cases/<slug:code>/number", revealing.reveal, name="reveal"),
    path("cases/<slug:code>/words", revealing.reveal_words, name="reveal_words"),
    path("privacy/person/", access_log.person, name="person_kept"),
    path("privacy/person/export", access_log.export, name="person_export"),
    path("privacy/person/erase", access_log.erase, name="person_erase"),
]
