"""Addresses of site visits."""

from django.urls import URLPattern, path

from townline.casework.visits.views import going, planning, sheet

urlpatterns: list[URLPattern] = [
    path("visits/", sheet.sheet, name="visits"),
    path("cases/<slug:code>/visit", planning.plan, name="visit_plan"),
    path("visits/<int:visit_id>/move", planning.move, name="visit_move"),
    path("visits/<int:visit_id>/start", going.start, name="visit_start"),
    path("visits/<int:visit_id>/arrive", going.arrive, name="visit_arrive"),
    path("visits/<int:visit_id>/finish", going.finish, name="visit_finish"),
    path("visits/<int:visit_id>/photos", going.photos, name="visit_photos"),
    path("visits/<int:visit_id>/cancel", going.cancel, name="visit_cancel"),
]
