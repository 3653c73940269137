"""Addresses of repeat and group complaints."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
