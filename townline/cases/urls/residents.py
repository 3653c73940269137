"""Addresses of residents' own pages, and of sending links to them."""

from django.urls import path

from townline.cases.views import resident_page, residents

urlpatterns = [
    path("c/<str:token>", resident_page.case_page, name="case_page"),
    path(
        "c/<str:token>/photos/<slug:sha256>/<slug:copy>",
        resident_page.case_page_photo,
        name="case_page_photo",
    ),
    path("cases/<slug:code>/link", residents.link, name="case_link"),
]
