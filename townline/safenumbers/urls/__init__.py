"""Addresses of the room; those of one noun stand in a file of their own."""

from django.urls import URLPattern, URLResolver

from townline.safenumbers.urls import apply, calls, numbers, outside

urlpatterns: list[URLPattern | URLResolver] = [
    *apply.urlpatterns,
    *outside.urlpatterns,
    *calls.urlpatterns,
    *numbers.urlpatterns,
]
