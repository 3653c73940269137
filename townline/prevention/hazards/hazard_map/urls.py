"""Addresses of the public map of explorations and hazards."""

from django.urls import path

from townline.prevention.hazards.hazard_map.views import data, page, safety

urlpatterns = [
    path("map/", safety.page, name="safety_map"),
    path("map/features.json", safety.features, name="safety_map_features"),
    path("open/map", page.page, name="open_map"),
    path("open/map/embed", page.embed, name="open_map_embed"),
    path("open/map.csv", data.csv_file, name="open_map_csv"),
    path(
        "open/map/tiles/<slug:mark>/<int:zoom>/<int:x>/<int:y>.mvt", data.tiles,
        name="open_map_tiles",
    ),
    path("open/map/photos/<slug:sha256>/<slug:copy>", data.photo, name="open_map_photo"),
]  # fmt: skip
