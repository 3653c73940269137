"""Addresses of desks, and of those who lead a hall."""

from django.urls import path

from townline.lines.queues.views import bookings, desk, exports, figures, halls

urlpatterns = [
    path("desk/", desk.desks, name="desks"),
    path("desk/<slug:code>/", desk.desk, name="desk"),
    path("desk/<slug:code>/do", desk.desk_action, name="desk_deed"),
    path("desk/<slug:code>/bookings/", bookings.bookings, name="desk_bookings"),
    path("desk/poster/<slug:service>.pdf", halls.poster, name="poster"),
    path("halls/", halls.halls, name="halls"),
    path("halls/figures/", figures.figures, name="hall_figures"),
    path("halls/figures/export.csv", exports.csv_file, name="hall_figures_csv"),
    path("halls/figures/export.xlsx", exports.xlsx_file, name="hall_figures_xlsx"),
    path("halls/<slug:code>/do", halls.queue_action, name="hall_deed"),
]
