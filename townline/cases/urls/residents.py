"""Addresses of residents' own pages and ratings."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
