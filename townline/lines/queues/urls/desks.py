"""Addresses of desks."""

from django.urls import path

from townline.lines.queues.views import bookings, desk, halls

urlpatterns = [
    path("desk/", desk.desks, name="desks"),
    path("desk/<slug:code>/", desk.desk, name="desk"),
    path("desk/<slug:code>/do", desk.desk_action, name="desk_deed"),
    path("desk/<slug:code>/bookings/", bookings.bookings, name="desk_bookings"),
    path("desk/poster/<slug:service>.pdf", halls.poster, name="poster"),
]
