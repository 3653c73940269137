from django.urls import path

from townline.adapters.openrosa import views

_VIEWS = {
    "formList": ("list", views.form_list),
    "form": ("form", views.form),
    "manifest": ("manifest", views.manifest),
    "media/<str:name>": ("media", views.media),
    "submission": ("submission", views.submission),
}
urlpatterns = [
    *(path(rest, view, name=f"openrosa_basic_{name}") for rest, (name, view) in _VIEWS.items()),
    *(
        path(f"<str:token>/{rest}", view, name=f"openrosa_{name}")
        for rest, (name, view) in _VIEWS.items()
    ),
]
