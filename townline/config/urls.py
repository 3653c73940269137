"""Every address of the pages, the API and the checks."""

from django.urls import include, path

from townline.config import demo_car, health, pairing
from townline.config.http_api.problems import not_found
from townline.config.metrics.views import metrics

urlpatterns = [
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path("metrics", metrics),
    path("api", not_found),
    path("api/", include("townline.config.http_api")),
    path("hooks/", include("townline.adapters.sms_http.urls")),
    path("", include("townline.config.privacy.urls")),
    path("links/phone/", pairing.phone, name="phone"),
    path("demo/car/", demo_car.demo_car, name="demo_car"),
    path("", include("townline.web.urls")),
    path("", include("townline.departments.urls")),
    path("", include("townline.cases.urls")),
    path("", include("townline.queues.urls")),
    path("", include("townline.safenumbers.urls")),
    path("", include("townline.insights.urls")),
]
handler400 = "townline.web.views.bad_request"
handler403 = "townline.web.views.forbidden"
handler404 = "townline.web.views.not_found"
handler500 = "townline.web.views.server_error"
