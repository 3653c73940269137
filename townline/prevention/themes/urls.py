"""Addresses of themes."""

from django.urls import URLPattern, path

from townline.prevention.themes.views import pages

urlpatterns: list[URLPattern] = [
    path("insights/themes/", pages.themes, name="themes"),
    path("insights/themes/find", pages.find, name="themes_find"),
    path("insights/themes/<int:number>/", pages.theme, name="theme"),
    path("insights/themes/<int:number>/name", pages.name, name="theme_name"),
    path("insights/themes/<int:number>/join", pages.join, name="theme_join"),
    path("insights/themes/<int:number>/separate", pages.separate, name="theme_separate"),
    path("insights/themes/<int:number>/split", pages.split, name="theme_split"),
    path("insights/themes/<int:number>/unsplit", pages.unsplit, name="theme_unsplit"),
    path("insights/themes/<int:number>/dismiss", pages.dismiss, name="theme_dismiss"),
    path("insights/themes/<int:number>/restore", pages.restore, name="theme_restore"),
]
