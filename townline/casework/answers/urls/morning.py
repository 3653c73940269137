"""Addresses of the mayor's morning."""

from django.urls import path

from townline.casework.answers.views import approval, daily_summary, morning, worker

urlpatterns = [
    path("morning/", morning.morning, name="morning"),
    path("morning/worker.js", worker.worker, name="morning_worker"),
    path("morning/text/<slug:code>/", morning.text, name="morning_text"),
    path("morning/text/<slug:code>/pass-on", morning.pass_on, name="morning_pass_on"),
    path("morning/text/<slug:code>/answer", morning.answer, name="morning_answer"),
    path("morning/text/<slug:code>/visit", morning.visit, name="morning_visit"),
    path("morning/text/<slug:code>/meet", morning.meet, name="morning_meet"),
    path("my/digest/", daily_summary.digest, name="digest"),
    path("my/digest/number", daily_summary.number, name="digest_number"),
    path("my/digest/prove", daily_summary.prove, name="digest_prove"),
    path("morning/<slug:code>/", approval.one, name="morning_one"),
    path("morning/<slug:code>/confirm", approval.confirm, name="morning_confirm"),
    path("morning/<slug:code>/send-back", approval.send_back, name="morning_send_back"),
    path("morning/<slug:code>/edit", approval.edit, name="morning_edit"),
    path("morning/<slug:code>/undo", approval.undo, name="morning_undo"),
]
