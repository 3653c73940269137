"""Addresses of the pages of surveys for residents and everybody."""

from django.urls import URLPattern, path

from townline.prevention.survey_pages.views import public

urlpatterns: list[URLPattern] = [
    path("open/surveys", public.page, name="open_surveys"),
    path("open/surveys.csv", public.csv_file, name="open_surveys_csv"),
]
