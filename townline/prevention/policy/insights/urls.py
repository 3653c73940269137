"""Addresses of the figures."""

from django.urls import path

from townline.prevention.policy.insights.views import (
    exports,
    fairness,
    pages,
    public,
    public_map,
    report,
)

urlpatterns = [
    path("figures/", pages.page, name="figures"),
    path("figures/export.csv", exports.csv_file, name="figures_csv"),
    path("figures/export.xlsx", exports.xlsx_file, name="figures_xlsx"),
    path("figures/fairness/", fairness.page, name="fairness"),
    path("figures/fairness.csv", fairness.csv_file, name="fairness_csv"),
    path("figures/report.pdf", report.report_file, name="figures_report"),
    path("open/figures", public.page, name="open_figures"),
    path("open/map/matters", public_map.page, name="open_map_matters"),
    path("open/figures.csv", public.csv_file, name="open_figures_csv"),
]
