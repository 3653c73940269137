"""Addresses of the privacy officer's pages; those about one person belong to the cases."""

from django.urls import path

from townline.config.privacy import consents, pages

urlpatterns = [
    path("privacy/", pages.looks, name="privacy"),
    path("privacy/looks.csv", pages.looks_file, name="privacy_file"),
    path("privacy/erasure/", pages.erasure, name="privacy_erasure"),
    path("open/privacy", consents.page, name="open_privacy"),
]
