"""Addresses of the legal clock and the calendar."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
