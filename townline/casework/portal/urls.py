"""Addresses of residents' own pages, and of sending links to them."""

from django.urls import path

from townline.casework.portal.views import page, residents

urlpatterns = [
    path("c/<str:token>", page.case_page, name="case_page"),
    path(
        "c/<str:token>/photos/<slug:sha256>/<slug:copy>",
        page.case_page_photo,
        name="case_page_photo",
    ),
    path("cases/<slug:code>/link", residents.link, name="case_link"),
    path("cases/<slug:code>/language", residents.language, name="case_language"),
]
