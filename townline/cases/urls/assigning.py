"""Addresses of the rules of assignment."""

from django.urls import path

from townline.cases.views import assigning

urlpatterns = [
    path("settings/rules/", assigning.rules, name="rules"),
    path("settings/rules/add", assigning.rule_add, name="rule_add"),
    path("settings/rules/try", assigning.rules_try, name="rules_try"),
    path("settings/rules/<int:number>", assigning.rule_change, name="rule_change"),
    path("settings/rules/<int:number>/edit", assigning.rule_edit, name="rule_edit"),
    path("cases/<slug:code>/rule", assigning.rule_take, name="rule_take"),
]
