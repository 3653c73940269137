from django.urls import path

from townline.adapters.open311 import views

urlpatterns = [
    path("discovery.<str:form>", views.discovery, name="open311_discovery"),
    path("v2/services.<str:form>", views.services, name="open311_services"),
    path(
        "v2/services/<str:service_code>.<str:form>",
        views.service_definition,
        name="open311_service_definition",
    ),
    path("v2/requests.<str:form>", views.requests, name="open311_requests"),
    path(
        "v2/requests/<str:request_id>.<str:form>",
        views.service_request,
        name="open311_service_request",
    ),
]
