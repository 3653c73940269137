from django.urls import path

from townline.adapters.field_client import trial, views

urlpatterns = [
    path("try/<int:number>", trial.page, name="field_trial"),
    path("try/<int:number>/form.xml", trial.xform, name="field_trial_xform"),
    path("<str:token>/", views.page, name="field"),
    path("<str:token>/fill", views.fill, name="field_fill"),
    path("<str:token>/worker.js", views.worker, name="field_worker"),
    path("<str:token>/app.webmanifest", views.manifest, name="field_manifest"),
    path("<str:token>/facts", views.facts, name="field_facts"),
    path("<str:token>/photo/<uuid:home>/<str:sha256>", views.photo, name="field_photo"),
]
