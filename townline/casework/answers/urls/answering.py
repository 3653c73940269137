"""Addresses of writing an answer, of what is done with it, and of when it leaves."""

from django.urls import path

from townline.casework.answers.views import answer_actions, commitment_check, drafts, leaving

urlpatterns = [
    path("cases/<slug:code>/write", drafts.write, name="write"),
    path("cases/<slug:code>/withdraw", answer_actions.withdraw, name="withdraw"),
    path("cases/<slug:code>/send-back", answer_actions.send_back, name="send_back"),
    path("cases/<slug:code>/undo", answer_actions.undo, name="undo"),
    path("cases/<slug:code>/bundle", answer_actions.bundle, name="bundle"),
    path("cases/<slug:code>/unbundle", answer_actions.unbundle, name="unbundle"),
    path("cases/<slug:code>/promised", commitment_check.check, name="promised_check"),
    path("cases/<slug:code>/leave", leaving.leave, name="leave"),
    path("visits/<int:visit_id>/to-answer", answer_actions.to_answer, name="visit_to_answer"),
]
