"""Addresses of promised dates, statutory deadlines and the calendar."""

from django.urls import path

from townline.casework.deadlines.views import calendar, commitments, statutory

urlpatterns = [
    path("promises/", commitments.commitments_page, name="promised"),
    path("promises/export.csv", commitments.export, name="promised_export"),
    path("promises/<int:number>/keep", commitments.keep, name="promised_keep"),
    path("promises/<int:number>/move", commitments.move, name="promised_move"),
    path("promises/<int:number>/withdraw", commitments.withdraw, name="promised_withdraw"),
    path("cases/<slug:code>/petition-kind", statutory.petition_kind, name="petition_kind"),
    path("cases/<slug:code>/extend", statutory.extend, name="extend"),
    path("settings/calendar/", calendar.calendar, name="calendar"),
    path("settings/calendar/change", calendar.change, name="calendar_change"),
    path("settings/calendar/outage", calendar.outage, name="outage"),
    path("settings/calendar/outage/end", calendar.outage_end, name="outage_end"),
]
