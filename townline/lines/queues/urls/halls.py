"""Addresses of whoever leads a hall."""

from django.urls import path

from townline.lines.queues.views import exports, figures, halls

urlpatterns = [
    path("halls/", halls.halls, name="halls"),
    path("halls/figures/", figures.figures, name="hall_figures"),
    path("halls/figures/export.csv", exports.csv_file, name="hall_figures_csv"),
    path("halls/figures/export.xlsx", exports.xlsx_file, name="hall_figures_xlsx"),
    path("halls/<slug:code>/do", halls.queue_action, name="hall_deed"),
]
