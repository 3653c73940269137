from django.urls import include, path

urlpatterns = [
    path("", include("townline.casework.classification.urls.assignment")),
    path("", include("townline.casework.classification.urls.incidents")),
    path("", include("townline.casework.classification.urls.locating")),
    path("", include("townline.casework.classification.urls.readings")),
    path("", include("townline.casework.classification.urls.repeats")),
]
