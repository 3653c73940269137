"""Addresses of themes."""

from django.urls import URLPattern, path

from townline.prevention.policy.themes import views

urlpatterns: list[URLPattern] = [
    path("insights/themes/", views.themes, name="themes"),
    path("insights/themes/find", views.find, name="themes_find"),
    path("insights/themes/<int:number>/", views.theme, name="theme"),
    path("insights/themes/<int:number>/name", views.name, name="theme_name"),
    path("insights/themes/<int:number>/join", views.join, name="theme_join"),
    path("insights/themes/<int:number>/separate", views.separate, name="theme_separate"),
    path("insights/themes/<int:number>/split", views.split, name="theme_split"),
    path("insights/themes/<int:number>/unsplit", views.unsplit, name="theme_unsplit"),
    path("insights/themes/<int:number>/dismiss", views.dismiss, name="theme_dismiss"),
    path("insights/themes/<int:number>/restore", views.restore, name="theme_restore"),
]
