"""Addresses of what is edited: ``/settings/<slug>/`` for each that the wiring names."""

from collections.abc import Iterator

from django.urls import URLPattern, path

from townline.platform.editing import views
from townline.platform.editing.ports import EDITABLES


def _paths(slug: str) -> Iterator[URLPattern]:
    of, home = {"slug": slug}, f"settings/{slug}/"
    yield path(home, views.entries, of, name=f"edit_{slug}")
    yield path(f"{home}add", views.add, of, name=f"edit_{slug}_add")
    yield path(f"{home}preview", views.preview, of | {"key": ""}, name=f"edit_{slug}_preview")
    yield path(f"{home}<str:key>/", views.entry, of, name=f"edit_{slug}_one")
    yield path(f"{home}<str:key>/preview", views.preview, of, name=f"edit_{slug}_one_preview")
    yield path(f"{home}<str:key>/restore", views.restore, of, name=f"edit_{slug}_restore")


urlpatterns = [each for one in EDITABLES.value for each in _paths(one.slug)]
