from django.urls import include, path

urlpatterns = [
    path("", include("townline.casework.data_protection.urls.records")),
    path("", include("townline.casework.data_protection.urls.access_log")),
]
