from django.urls import include, path

urlpatterns = [
    path("", include("townline.casework.answers.urls.answering")),
    path("", include("townline.casework.answers.urls.composing")),
    path("", include("townline.casework.answers.urls.morning")),
]
