from django.urls import path

from townline.platform.web import views
from townline.platform.web.maps.areas import areas
from townline.platform.web.maps.raster import raster
from townline.platform.web.maps.tiles import tiles

urlpatterns = [
    path("appearance/", views.appearance, name="appearance"),
    path("banners/", views.banners, name="banners"),
    path("language/", views.language, name="language"),
    path("map/areas.json", areas, name="map_areas"),
    path("map/raster/<int:zoom>/<int:x>/<int:y>", raster, name="map_raster"),
    path("map/<slug:name>.pmtiles", tiles, name="map_tiles"),
    path("rail/", views.rail, name="rail"),
    path("my/keys/save", views.single_keys, name="single_keys"),
]
