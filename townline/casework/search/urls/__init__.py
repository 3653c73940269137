from django.urls import include, path

urlpatterns = [
    path("", include("townline.casework.search.urls.case")),
    path("", include("townline.casework.search.urls.search")),
]
