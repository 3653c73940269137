"""Addresses of the room; those of one noun stand in a file of their own."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
