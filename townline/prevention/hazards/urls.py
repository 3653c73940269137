"""Addresses of hazards."""

from django.urls import URLPattern, path

from townline.prevention.hazards.views import acting, export, new, numbers, pages, placing, spot

urlpatterns: list[URLPattern] = [
    path("hazards/", pages.hazards, name="hazards"),
    path("hazards/export.csv", export.csv_file, name="hazards_csv"),
    path("hazards/numbers/", numbers.numbers, name="hazard_numbers"),
    path("hazards/numbers.csv", numbers.csv_file, name="hazard_numbers_csv"),
    path("hazards/new/", new.new, name="hazard_new"),
    path("hazards/<int:number>/", pages.hazard, name="hazard"),
    path("hazards/<int:number>/photos/<slug:sha256>/<slug:copy>", pages.photo, name="hazard_photo"),
    path("hazards/<int:number>/spot/", spot.spot, name="hazard_spot"),
    path("hazards/<int:number>/sheet/", spot.sheet, name="hazard_sheet"),
    path("hazards/<int:number>/place/", placing.place, name="hazard_place"),
    path("hazards/<int:number>/step", acting.step, name="hazard_step"),
    path("hazards/<int:number>/accept", acting.accept, name="hazard_accept"),
    path("hazards/<int:number>/dismiss", acting.dismiss, name="hazard_dismiss"),
    path("hazards/<int:number>/reopen", acting.reopen, name="hazard_reopen"),
    path("hazards/<int:number>/edit", acting.edit, name="hazard_edit"),
    path("hazards/<int:number>/merge", acting.merge, name="hazard_merge"),
    path("hazards/<int:number>/separate", acting.separate, name="hazard_separate"),
    path("hazards/<int:number>/unmerge", acting.unmerge, name="hazard_unmerge"),
    path("hazards/<int:number>/link", acting.link, name="hazard_link"),
    path("hazards/<int:number>/release", acting.release, name="hazard_release"),
    path("hazards/<int:number>/photo", acting.photo_release, name="hazard_photo_release"),
    path("hazards/<int:number>/recheck", acting.recheck, name="hazard_recheck"),
    path("hazards/<int:number>/answer", acting.to_answer, name="hazard_to_answer"),
    path("hazards/<int:number>/order", acting.order_send, name="order_send"),
    path("hazards/<int:number>/order/<int:order>/link", acting.order_renew, name="order_renew"),
    path("hazards/<int:number>/order/<int:order>/number", pages.order_number, name="order_number"),
    path(
        "hazards/<int:number>/order/<int:order>/approve",
        acting.order_approve,
        name="order_approve",
    ),
    path("hazards/<int:number>/order/<int:order>/return", acting.order_return, name="order_return"),
    path("hazards/<int:number>/order/<int:order>/cancel", acting.order_cancel, name="order_cancel"),
    path("cases/<slug:code>/hazard", new.from_case, name="hazard_from_case"),
]
