"""Addresses for people outside: who stands at a car, whose car it is, and who applies."""

from django.urls import path, re_path

from townline.lines.safenumbers.parking_pages.views import (
    apply,
    ask,
    owner,
    owner_app,
    owner_enter,
    owner_phone,
)

urlpatterns = [
    path("safe/", apply.apply, name="apply"),
    path("safe/again", apply.again, name="apply_again"),
    path("safe/done", apply.applied_page, name="applied"),
    path("safe/sticker.pdf", apply.sticker, name="apply_sticker"),
    path("q/r/<str:token>", ask.request_page, name="asked"),
    path("q/<str:code>", ask.ask, name="ask"),
    path("o/", owner.home, name="owner_home"),
    path("o/app", owner_app.app, name="owner_app"),
    path("o/app.webmanifest", owner_app.manifest, name="owner_manifest"),
    path("o/worker.js", owner_app.worker, name="owner_worker"),
    path("o/enter", owner_enter.enter, name="owner_enter"),
    path("o/phone", owner_phone.add, name="owner_phone"),
    path("o/sticker.pdf", owner.sticker, name="owner_sticker"),
    re_path(r"^o/(?P<action>rotate|leave)$", owner.sure, name="owner_sure"),
    path("o/<str:token>", owner_enter.open_, name="owner_open"),
]
