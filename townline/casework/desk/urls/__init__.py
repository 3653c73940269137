from django.urls import include, path

urlpatterns = [
    path("", include("townline.casework.desk.urls.case")),
    path("", include("townline.casework.desk.urls.staff")),
]
