"""Addresses of the privacy officer's pages, of a person's data and of blocked senders."""

from django.urls import path

from townline.casework.data_protection.records import consents
from townline.casework.data_protection.views import access_log, blocked, records, revealing

urlpatterns = [
    path("privacy/", records.access_page, name="privacy"),
    path("privacy/access-log.csv", records.access_log_file, name="privacy_file"),
    # Where it was before.
    path("privacy/looks.csv", records.access_log_moved),
    path("privacy/erasure/", records.erasure, name="privacy_erasure"),
    path("open/privacy", consents.page, name="open_privacy"),
    path("cases/<slug:code>/block", blocked.block, name="block"),
    path("blocked/", blocked.blocked_page, name="blocked"),
    path("blocked/unblock", blocked.unblock, name="unblock"),
    path("cases/<slug:code>/number", revealing.reveal, name="reveal"),
    path("cases/<slug:code>/words", revealing.reveal_words, name="reveal_words"),
    path("privacy/person/", access_log.person, name="person_kept"),
    path("privacy/person/export", access_log.export, name="person_export"),
    path("privacy/person/erase", access_log.erase, name="person_erase"),
]
