"""Every address of the pages, the API and the checks."""

from django.urls import include, path

from townline.config import backup_page, components, open_page, pairing, start_page
from townline.config.metrics.views import metrics
from townline.demo.cars import car_page
from townline.platform.processes import health
from townline.platform.web.http_api.problems import not_found

urlpatterns = [
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path("metrics", metrics),
    path("api", not_found),
    path("api/", include("townline.config.http_api")),
    path("hooks/", include("townline.adapters.sms_http.urls")),
    path("open311/", include("townline.adapters.open311.urls")),
    path("odata/v4/", include("townline.adapters.odata.urls")),
    path("openrosa/", include("townline.adapters.openrosa.urls")),
    path("field/", include("townline.adapters.field_client.urls")),
    path("links/phone/", pairing.phone, name="phone"),
    path("open/", open_page.open_page, name="open_page"),
    path("settings/", start_page.start, name="settings"),
    path("settings/checks/", start_page.slow, name="settings_slow"),
    path("settings/backup/", backup_page.backup, name="backup"),
    path("settings/backup/now", backup_page.backup_now, name="backup_now"),
    path("settings/components/", components.components, name="components"),
    path("settings/components/record", components.record, name="component_record"),
    path("settings/components/toast", components.toast, name="component_toast"),
    path("demo/car/", car_page.demo_car, name="demo_car"),
    path("", include("townline.platform.web.urls")),
    path("", include("townline.platform.departments.urls")),
    path("", include("townline.platform.editing.urls")),
    path("", include("townline.adapters.webhooks.urls")),
    path("", include("townline.adapters.web_form.urls")),
    path("", include("townline.casework.today.urls")),
    path("", include("townline.casework.desk.urls")),
    path("", include("townline.casework.data_protection.urls")),
    path("", include("townline.casework.answers.urls")),
    path("", include("townline.casework.classification.urls")),
    path("", include("townline.casework.search.urls")),
    path("", include("townline.casework.portal.urls")),
    path("", include("townline.casework.alarms.urls")),
    path("", include("townline.casework.deadlines.urls")),
    path("", include("townline.casework.visits.urls")),
    path("", include("townline.casework.coordination.urls")),
    path("", include("townline.casework.notifications.urls")),
    path("", include("townline.casework.cases.urls")),
    path("", include("townline.lines.queues.urls")),
    path("", include("townline.lines.queues.ticket_pages.urls")),
    path("", include("townline.lines.safenumbers.parking_pages.urls")),
    path("", include("townline.lines.safenumbers.number_desk.urls")),
    path("", include("townline.prevention.work_orders.urls")),
    path("", include("townline.prevention.works.progress.urls")),
    path("", include("townline.prevention.incidents.urls")),
    path("", include("townline.prevention.incidents.warnings.urls")),
    path("", include("townline.prevention.hazards.urls")),
    path("", include("townline.prevention.surveys.urls")),
    path("", include("townline.prevention.surveys.routes.urls")),
    path("", include("townline.prevention.hazards.explorations.urls")),
    path("", include("townline.prevention.hazards.hazard_map.urls")),
    path("", include("townline.prevention.surveys.pages.urls")),
    path("", include("townline.prevention.works.planning.urls")),
    path("", include("townline.prevention.hazards.exploration_planning.urls")),
    path("", include("townline.prevention.policy.themes.urls")),
    path("", include("townline.prevention.incidents.surge.urls")),
    path("", include("townline.prevention.policy.urls")),
    path("", include("townline.prevention.works.urls")),
    path("", include("townline.prevention.policy.insights.urls")),
    path("", include("townline.prevention.policy.briefings.urls")),
]
handler400 = "townline.platform.web.views.bad_request"
handler403 = "townline.platform.web.views.forbidden"
handler404 = "townline.platform.web.views.not_found"
handler500 = "townline.platform.web.views.server_error"
