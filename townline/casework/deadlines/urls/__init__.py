from django.urls import include, path

urlpatterns = [
    path("", include("townline.casework.deadlines.urls.commitments")),
    path("", include("townline.casework.deadlines.urls.statutory")),
]
