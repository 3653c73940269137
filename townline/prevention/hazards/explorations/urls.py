"""Addresses of explorations."""

from django.urls import URLPattern, path

from townline.prevention.hazards.explorations.views import (
    anomalies,
    campaigns,
    exports,
    finding_files,
    importing,
)

urlpatterns: list[URLPattern] = [
    path("explorations/", campaigns.campaigns, name="explorations"),
    path("explorations/plan", campaigns.plan, name="exploration_plan"),
    path("explorations/new/", campaigns.new, name="campaign_new"),
    path("explorations/import/", importing.bring, name="lines_import"),
    path("explorations/export", exports.export, name="explorations_export"),
    path("explorations/anomalies/", anomalies.anomalies, name="anomalies"),
    path("explorations/anomalies/import/", finding_files.bring, name="findings_import"),
    path("explorations/anomalies/<int:anomaly_id>/", anomalies.anomaly, name="anomaly"),
    path("explorations/anomalies/<int:anomaly_id>/check", anomalies.check, name="anomaly_check"),
    path("explorations/lines/<int:line_id>/", anomalies.line, name="exploration_line"),
    path("explorations/<int:campaign_id>/", campaigns.campaign, name="campaign"),
    path("explorations/<int:campaign_id>/edit/", campaigns.edit, name="campaign_edit"),
    path("explorations/<int:campaign_id>/lines.geojson", campaigns.shapes, name="campaign_lines"),
]
