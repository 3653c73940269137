"""Addresses of dates promised in answers."""

from django.urls import path

from townline.casework.deadlines.views import commitments

urlpatterns = [
    path("promises/", commitments.commitments_page, name="promised"),
    path("promises/export.csv", commitments.export, name="promised_export"),
    path("promises/<int:number>/keep", commitments.keep, name="promised_keep"),
    path("promises/<int:number>/move", commitments.move, name="promised_move"),
    path("promises/<int:number>/withdraw", commitments.withdraw, name="promised_withdraw"),
]
