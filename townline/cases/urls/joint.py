"""Addresses of joint review, meetings and outside agencies."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
