"""Addresses of alarms for life."""

from django.urls import path

from townline.casework.alarms.views import alarms, export

urlpatterns = [
    path("alarms/", alarms.alarms, name="alarms"),
    path("alarms/export.csv", export.export, name="alarms_export"),
    path("alarms/<int:number>/acknowledge", alarms.acknowledge, name="alarm_acknowledge"),
    path("alarms/<int:number>/settle", alarms.settle, name="alarm_settle"),
    path("alarms/<int:number>/not-urgent", alarms.not_urgent, name="alarm_not_urgent"),
    path("alarms/<int:number>/put-back", alarms.put_back, name="alarm_put_back"),
    path("cases/<slug:code>/danger", alarms.danger, name="danger"),
    path("cases/<slug:code>/open-up", alarms.open_up, name="case_open_up"),
    path("cases/<slug:code>/release-texts", alarms.release_texts, name="case_release_texts"),
]
