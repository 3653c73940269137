"""Addresses of surge mode."""

from django.urls import URLPattern, path

from townline.prevention.incidents.surge.views import helpers, pages, texts

urlpatterns: list[URLPattern] = [
    path("surge/", pages.surge, name="surge"),
    path("surge/begin", pages.begin, name="surge_begin"),
    path("surge/<int:surge_id>/start", pages.start, name="surge_start"),
    path("surge/<int:surge_id>/dismiss", pages.dismiss, name="surge_dismiss"),
    path("surge/<int:surge_id>/end", pages.end, name="surge_end"),
    path("surge/<int:surge_id>/promise", pages.promise, name="surge_promise"),
    path("surge/helpers/", helpers.helpers, name="surge_helpers"),
    path("surge/helpers/<int:helper_id>/prolong", helpers.prolong, name="surge_helper_prolong"),
    path("surge/helpers/<int:helper_id>/end", helpers.end, name="surge_helper_end"),
    path("surge/helpers/<int:helper_id>/link", helpers.link, name="surge_helper_link"),
    path("surge/texts/", texts.texts, name="surge_texts"),
    path("surge/texts/sort", texts.sort, name="surge_sort"),
    path("surge/texts/join", texts.join, name="surge_join"),
    path("surge/texts/undo", texts.undo, name="surge_undo"),
]
