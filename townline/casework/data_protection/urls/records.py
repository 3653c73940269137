"""Addresses of the privacy officer's pages; those about one person belong to the cases."""

from django.urls import path

from townline.casework.data_protection.records import consents
from townline.casework.data_protection.views import records

urlpatterns = [
    path("privacy/", records.access_page, name="privacy"),
    path("privacy/access-log.csv", records.access_log_file, name="privacy_file"),
    # Where it was before.
    path("privacy/looks.csv", records.access_log_moved),
    path("privacy/erasure/", records.erasure, name="privacy_erasure"),
    path("open/privacy", consents.page, name="open_privacy"),
]
