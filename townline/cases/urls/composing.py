"""Addresses of templates, past answers and photo links."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
