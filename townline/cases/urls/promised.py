"""Addresses of dates promised in answers."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
