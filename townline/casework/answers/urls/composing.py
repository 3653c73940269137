"""Addresses of templates, past answers and photo links."""

from django.urls import path

from townline.casework.answers.views import composing, photo_links

urlpatterns = [
    path("cases/<slug:code>/templates", composing.case_templates, name="case_templates"),
    path("cases/<slug:code>/put", composing.put, name="put"),
    path("cases/<slug:code>/old", composing.old, name="old"),
    path("cases/<slug:code>/hints", composing.hints, name="hints"),
    path("cases/<slug:code>/photo-link", photo_links.choose, name="photo_link"),
    path("cases/<slug:code>/photo-link/end", photo_links.end, name="photo_link_end"),
    path("p/<slug:token>", photo_links.page, name="photo_page"),
    path("p/<slug:token>/<slug:side>/<int:number>", photo_links.page_photo, name="page_photo"),
]
