from django.urls import path, re_path

from townline.adapters.sms_http import hooks

urlpatterns = [
    path("<slug:kind>/<slug:name>/", hooks.hook, name="hook"),
    path("<slug:kind>/<slug:name>/<slug:rest>", hooks.hook, name="hook_rest"),
    re_path(r"^(?P<rest>.*)$", hooks.nothing),
]
