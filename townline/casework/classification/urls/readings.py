"""Addresses of what a machine suggests, and of how well it does."""

from django.urls import path

from townline.casework.classification.views import similarity, suggesting, topics, triage

urlpatterns = [
    path("cases/<slug:code>/split-topics", topics.split_topics, name="split_topics"),
    path("cases/<slug:code>/same", topics.same, name="same"),
    path("cases/<slug:code>/compare", similarity.compare, name="compare"),
    path("triage/", triage.page, name="triage"),
    path("triage/export.csv", triage.csv_file, name="triage_csv"),
    path("triage/export.xlsx", triage.xlsx_file, name="triage_xlsx"),
    path("cases/<slug:code>/suggestion", suggesting.take, name="suggestion_take"),
    path("cases/<slug:code>/spam", suggesting.spam, name="spam_confirm"),
    path("cases/<slug:code>/not-spam", suggesting.not_spam, name="spam_deny"),
]
