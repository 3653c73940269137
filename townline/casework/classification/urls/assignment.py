"""Addresses of the rules of assignment."""

from django.urls import path

from townline.casework.classification.views import assignment

urlpatterns = [
    path("settings/rules/", assignment.rules, name="rules"),
    path("settings/rules/add", assignment.rule_add, name="rule_add"),
    path("settings/rules/try", assignment.rules_try, name="rules_try"),
    path("settings/rules/<int:number>", assignment.rule_change, name="rule_change"),
    path("settings/rules/<int:number>/edit", assignment.rule_edit, name="rule_edit"),
    path("cases/<slug:code>/rule", assignment.rule_take, name="rule_take"),
]
