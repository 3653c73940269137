"""Addresses behind a firm's link, and the script that keeps pages on a telephone."""

from django.urls import URLPattern, path

from townline.prevention.work_orders.views import firm

urlpatterns: list[URLPattern] = [
    # One script for all pages on the spot; the address under hazards is older than the others.
    path("hazards/worker.js", firm.worker, name="hazard_worker"),
    path("w/worker.js", firm.worker, name="firm_worker"),
    path("w/<slug:token>", firm.page, name="firm_page"),
    path("w/<slug:token>/<int:place>", firm.page, name="firm_place"),
    path("w/<slug:token>/photos/<slug:sha256>/<slug:copy>", firm.photo, name="firm_photo"),
]
