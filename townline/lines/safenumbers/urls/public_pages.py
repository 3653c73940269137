"""Addresses for people outside: who stands at a car, and whose car it is."""

from django.urls import path, re_path

from townline.lines.safenumbers.views import (
    ask,
    number_ask,
    owner,
    owner_app,
    owner_door,
    owner_enter,
    owner_phone,
)

urlpatterns = [
    path("numbers/<uuid:lease_id>/ask", number_ask.ask, name="number_ask"),
    path("q/r/<str:token>", ask.asked, name="asked"),
    path("q/<str:code>", ask.ask, name="ask"),
    path("o/", owner.home, name="owner_home"),
    path("o/app", owner_app.app, name="owner_app"),
    path("o/app.webmanifest", owner_app.manifest, name="owner_manifest"),
    path("o/worker.js", owner_app.worker, name="owner_worker"),
    path("o/enter", owner_enter.enter, name="owner_enter"),
    path("o/phone", owner_phone.add, name="owner_phone"),
    path("o/sticker.pdf", owner.sticker, name="owner_sticker"),
    re_path(r"^o/(?P<deed>rotate|leave)$", owner.sure, name="owner_sure"),
    path("o/<str:token>", owner_door.open_, name="owner_open"),
]
