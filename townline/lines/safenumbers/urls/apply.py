"""Addresses where anybody applies for a safe number."""

from django.urls import path

from townline.lines.safenumbers.views import apply

urlpatterns = [
    path("safe/", apply.apply, name="apply"),
    path("safe/again", apply.again, name="apply_again"),
    path("safe/done", apply.done, name="applied"),
    path("safe/sticker.pdf", apply.sticker, name="apply_sticker"),
]
