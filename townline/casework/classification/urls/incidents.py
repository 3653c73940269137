"""Addresses of what may be one event."""

from django.urls import path

from townline.casework.classification.views import incidents

urlpatterns = [
    path("incidents/suggested/", incidents.suggestions_page, name="incidents"),
    path("incidents/suggested/<int:number>/accept", incidents.accept, name="incident_accept"),
    path("incidents/suggested/<int:number>/dismiss", incidents.dismiss, name="incident_dismiss"),
    path("incidents/suggested/<int:number>/put-back", incidents.put_back, name="incident_put_back"),
]
