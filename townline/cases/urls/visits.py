"""Addresses of site visits."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
