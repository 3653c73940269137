"""Addresses of the search, and of searches that people keep."""

from django.urls import path

from townline.casework.search.views import saved_searches, search

urlpatterns = [
    path("inbox/refine", search.refine, name="refine"),
    path("search/", search.search, name="search"),
    path("search/export.csv", search.export, name="search_file"),
    path("search/saved/", saved_searches.saved_page, name="saved_searches"),
    path("search/saved/add", saved_searches.save, name="search_save"),
    path("search/saved/<int:number>/change", saved_searches.change, name="search_change"),
    path("search/saved/<int:number>/delete", saved_searches.drop, name="search_drop"),
]
