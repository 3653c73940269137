from django.urls import path

from townline.adapters.odata import views

urlpatterns = [
    path("", views.service, name="odata_service"),
    path("$metadata", views.metadata, name="odata_metadata"),
    path("<str:name>/$count", views.count, name="odata_count"),
    path("<str:name>(<int:key>)", views.row, name="odata_row"),
    path("<str:name>", views.rows, name="odata_rows"),
]
