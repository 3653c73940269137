"""Addresses of orders, acceptance, payment and progress of works."""

from django.urls import URLPattern, path

from townline.prevention.work_orders.views.firm import worker
from townline.prevention.works.progress.views import (
    checks,
    gallery,
    money,
    orders,
    papers,
    progress,
    public,
    spot,
)

urlpatterns: list[URLPattern] = [
    path("works/worker.js", worker, name="works_worker"),
    path("works/progress/", progress.page, name="works_progress"),
    path("works/progress.csv", progress.csv_file, name="works_progress_csv"),
    path("works/progress.pdf", progress.report, name="works_progress_report"),
    path("works/orders/", orders.index, name="works_orders"),
    path("works/orders/papers", papers.papers, name="works_order_papers"),
    path("works/orders/new/", orders.new, name="works_order_new"),
    path("works/orders/<int:number>/", orders.order, name="works_order"),
    path("works/orders/<int:number>/paper", papers.paper, name="works_order_paper"),
    path("works/orders/<int:number>/link", orders.renew, name="works_order_renew"),
    path("works/orders/<int:number>/number", orders.number_shown, name="works_order_number"),
    path("works/orders/<int:number>/cancel", orders.cancel, name="works_order_cancel"),
    path("works/orders/<int:number>/reorder", orders.reorder, name="works_reorder"),
    path("works/orders/<int:number>/settle", orders.settle, name="works_refusal_settle"),
    path("works/spot/<int:number>/", spot.spot, name="works_spot"),
    path(
        "works/spot/<int:number>/photos/<slug:sha256>/<slug:copy>", spot.photo, name="works_photo"
    ),
    path("works/spot/<int:number>/defect", spot.defect_order, name="works_defect_order"),
    path("works/spot/<int:number>/trouble", spot.trouble, name="works_trouble"),
    path("works/payments/", money.payments, name="works_payments"),
    path("works/payments.xlsx", money.payments_file, name="works_payments_file"),
    path("works/payments/paid", money.mark_paid, name="works_paid"),
    path("works/payments/<int:number>/revoke", money.revoke, name="works_unpaid"),
    path("works/checks/", checks.checks, name="works_checks"),
    path("works/checks/<int:number>/assign", checks.assign, name="works_round_assign"),
    path("works/gallery/", gallery.gallery, name="works_gallery"),
    path("works/gallery/release", gallery.release, name="works_photo_release"),
    path("works/effect/", gallery.effect, name="works_effect"),
    path("open/works", public.page, name="open_works"),
    path("open/works/photos/<slug:sha256>/<slug:copy>", public.photo, name="open_works_photo"),
]
