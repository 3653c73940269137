"""Addresses of the legal clock and the calendar."""

from django.urls import path

from townline.casework.deadlines.views import calendar, statutory

urlpatterns = [
    path("cases/<slug:code>/petition-kind", statutory.petition_kind, name="petition_kind"),
    path("cases/<slug:code>/extend", statutory.extend, name="extend"),
    path("settings/calendar/", calendar.calendar, name="calendar"),
    path("settings/calendar/change", calendar.change, name="calendar_change"),
    path("settings/calendar/outage", calendar.outage, name="outage"),
    path("settings/calendar/outage/end", calendar.outage_end, name="outage_end"),
]
