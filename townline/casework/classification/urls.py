"""Addresses of rules, suggestions, repeats, and of where a case lies."""

from django.urls import path

from townline.casework.classification.views import (
    assignment,
    incidents,
    locating,
    repeats,
    similarity,
    suggesting,
    topics,
    triage,
)

urlpatterns = [
    path("settings/rules/", assignment.rules, name="rules"),
    path("settings/rules/add", assignment.rule_add, name="rule_add"),
    path("settings/rules/try", assignment.rules_try, name="rules_try"),
    path("settings/rules/<int:number>", assignment.rule_change, name="rule_change"),
    path("settings/rules/<int:number>/edit", assignment.rule_edit, name="rule_edit"),
    path("cases/<slug:code>/rule", assignment.rule_take, name="rule_take"),
    path("incidents/suggested/", incidents.suggestions_page, name="incidents"),
    path("incidents/suggested/<int:number>/accept", incidents.accept, name="incident_accept"),
    path("incidents/suggested/<int:number>/dismiss", incidents.dismiss, name="incident_dismiss"),
    path("incidents/suggested/<int:number>/put-back", incidents.put_back, name="incident_put_back"),
    path("cases/<slug:code>/place/", locating.choose, name="place"),
    path("cases/<slug:code>/place/set", locating.correct, name="place_set"),
    path("cases/<slug:code>/place/clear", locating.clear, name="place_clear"),
    path("cases/<slug:code>/split-topics", topics.split_topics, name="split_topics"),
    path("cases/<slug:code>/same", topics.same, name="same"),
    path("cases/<slug:code>/compare", similarity.compare, name="compare"),
    path("triage/", triage.page, name="triage"),
    path("triage/export.csv", triage.csv_file, name="triage_csv"),
    path("triage/export.xlsx", triage.xlsx_file, name="triage_xlsx"),
    path("cases/<slug:code>/suggestion", suggesting.take, name="suggestion_take"),
    path("cases/<slug:code>/spam", suggesting.spam, name="spam_confirm"),
    path("cases/<slug:code>/not-spam", suggesting.not_spam, name="spam_deny"),
    path("cases/<slug:code>/close-repeat", repeats.close, name="close_repeat"),
    path("cases/<slug:code>/new-facts", repeats.new_facts, name="new_facts"),
    path("cases/<slug:code>/group", repeats.group, name="group"),
    path("cases/<slug:code>/ungroup", repeats.ungroup, name="ungroup"),
    path("cases/<slug:code>/group/merge", repeats.merge, name="group_merge"),
]
