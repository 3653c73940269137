"""Addresses of one case, of one's own work, and of a department's work and leave."""

from django.urls import path

from townline.casework.desk.views import batches, case, mine, settings, team
from townline.casework.desk.views.duty import absence, page

urlpatterns = [
    path("cases/<slug:code>/", case.case, name="case"),
    path("mine/", mine.mine, name="mine"),
    path("mine/read", mine.read, name="notices_read"),
    path("my/keys/", settings.keys, name="keys"),
    path("my/keys/revoke", settings.token_revoke, name="token_revoke"),
    path("links/", settings.links, name="links"),
    path("links/retry", settings.text_retry, name="text_retry"),
    path("links/emails", settings.email_decide, name="email_decide"),
    path("settings/delegation/", settings.delegation, name="delegation"),
    path("settings/delegation/revoke", settings.delegation_revoke, name="delegation_revoke"),
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
