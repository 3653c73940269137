"""Addresses of dates promised in answers."""

from django.urls import path

from townline.cases.views import promised, promised_export

urlpatterns = [
    path("promises/", promised.promised, name="promised"),
    path("promises/export.csv", promised_export.export, name="promised_export"),
    path("promises/<int:number>/keep", promised.keep, name="promised_keep"),
    path("promises/<int:number>/move", promised.move, name="promised_move"),
    path("promises/<int:number>/withdraw", promised.withdraw, name="promised_withdraw"),
]
