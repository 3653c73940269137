"""Addresses of calls and figures at the front desk."""

from django.urls import path

from townline.lines.safenumbers.views import call_pages, figure_pages

urlpatterns = [
    path("numbers/calls/", call_pages.calls, name="number_calls"),
    path("numbers/calls.csv", call_pages.calls_csv, name="number_calls_csv"),
    path("numbers/figures/", figure_pages.figures, name="number_figures"),
    path("numbers/figures.csv", figure_pages.figures_csv, name="number_figures_csv"),
]
