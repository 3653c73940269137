"""Addresses of the privacy officer's pages; those about one person belong to the cases."""

from django.urls import path

from townline.casework.data_protection.records import consents
from townline.casework.data_protection.views import records

urlpatterns = [
    path("privacy/", records.looks, name="privacy"),
    path("privacy/looks.csv", records.looks_file, name="privacy_file"),
    path("privacy/erasure/", records.erasure, name="privacy_erasure"),
    path("open/privacy", consents.page, name="open_privacy"),
]
