"""Addresses of reporting."""

from django.urls import path

from townline.adapters.web_form import views

urlpatterns = [
    path("open/report", views.report, name="open_report"),
    path("open/report/sent", views.report_sent, name="open_report_sent"),
]
