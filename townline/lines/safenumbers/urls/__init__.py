"""Addresses of the room; those of one noun stand in a file of their own."""

from django.urls import URLPattern, URLResolver

from townline.lines.safenumbers.urls import apply, calls, numbers, public_pages

urlpatterns: list[URLPattern | URLResolver] = [
    *apply.urlpatterns,
    *public_pages.urlpatterns,
    *calls.urlpatterns,
    *numbers.urlpatterns,
]
