"""Addresses of the room; those of one noun stand in a file of their own."""

from django.urls import include, path

_NOUNS = ("desks", "halls")

urlpatterns = [path("", include(f"townline.lines.queues.urls.{noun}")) for noun in _NOUNS]
