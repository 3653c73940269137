"""Addresses of how people are told outside of the pages."""

from django.urls import path

from townline.casework.notifications.views import alerts

urlpatterns = [
    path("my/notifications/", alerts.notifications, name="notifications"),
    path("my/notifications/worker.js", alerts.worker, name="notifications_worker"),
    path("my/notifications/browser", alerts.browser_add, name="notifications_browser"),
    path("my/notifications/browser/end", alerts.browser_end, name="notifications_browser_end"),
    path("my/notifications/number", alerts.number, name="notifications_number"),
    path("my/notifications/prove", alerts.prove, name="notifications_prove"),
]
