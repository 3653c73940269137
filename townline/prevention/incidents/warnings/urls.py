"""Addresses of warnings: for staff, and one page for everybody."""

from django.urls import URLPattern, path

from townline.prevention.incidents.broadcasts.views.acting import presses
from townline.prevention.incidents.warnings.views import pages, public

urlpatterns: list[URLPattern] = [
    path("warnings/", pages.warnings, name="warnings"),
    path("warnings/export.csv", pages.csv_file, name="warnings_csv"),
    path("warnings/new/", pages.new, name="warning_new"),
    path("warnings/invite", pages.invite, name="warning_invite"),
    path("warnings/<int:number>/", pages.warning, name="warning"),
    *presses("warning", at="warnings/<int:number>/do/", name="warning", back="/warnings/{number}/"),
    path("open/warnings", public.ask, name="open_warnings"),
]
