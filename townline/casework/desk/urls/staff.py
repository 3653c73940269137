"""Addresses of leave and duty, of a department's work, of many cases at once."""

from django.urls import path

from townline.casework.desk.views import batches, team
from townline.casework.desk.views.duty import absence, page

urlpatterns = [
    path("team/", team.team, name="team"),
    path("duty/", page.duty, name="duty"),
    path("duty/absences", page.absence_add, name="absence_add"),
    path("duty/absences/<int:number>/", absence.absence, name="absence"),
    path("duty/absences/<int:number>/change", absence.change, name="absence_change"),
    path("duty/absences/<int:number>/cancel", absence.cancel, name="absence_cancel"),
    path("duty/absences/<int:number>/back", absence.back, name="absence_back"),
    path("duty/shifts", page.shift_add, name="shift_add"),
    path("duty/shifts/<int:number>/remove", page.shift_remove, name="shift_remove"),
    path("batches/", batches.batch, name="batch"),
    path("batches/<int:number>/", batches.result, name="batch_result"),
    path("batches/<int:number>/undo", batches.undo, name="batch_undo"),
]
