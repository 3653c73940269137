"""Addresses of the pages of webhooks."""

from django.urls import URLPattern, path

from townline.adapters.webhooks import views

urlpatterns: list[URLPattern] = [
    path("settings/webhooks/", views.webhooks, name="webhooks"),
    path("settings/webhooks/add", views.add, name="webhook_add"),
    path("settings/webhooks/<int:endpoint_id>/", views.webhook, name="webhook"),
    path("settings/webhooks/<int:endpoint_id>/test", views.test, name="webhook_test"),
    path("settings/webhooks/<int:endpoint_id>/pause", views.pause, name="webhook_pause"),
    path("settings/webhooks/<int:endpoint_id>/resume", views.resume, name="webhook_resume"),
    path("settings/webhooks/<int:endpoint_id>/secret", views.secret, name="webhook_secret"),
    path("settings/webhooks/<int:endpoint_id>/remove", views.remove, name="webhook_remove"),
    path("settings/webhooks/<int:endpoint_id>/resend", views.resend, name="webhook_resend"),
    path("settings/webhooks/<int:endpoint_id>/replay", views.replay, name="webhook_replay"),
]
