"""Addresses of the room; those of one noun stand in a file of their own."""

from django.urls import URLPattern, URLResolver

from townline.safenumbers.urls import numbers, outside

urlpatterns: list[URLPattern | URLResolver] = [
    *outside.urlpatterns,
    *numbers.urlpatterns,
]
