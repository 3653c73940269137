from django.urls import path

from townline.platform.web import views

urlpatterns = [
    path("appearance/", views.appearance, name="appearance"),
    path("banners/", views.banners, name="banners"),
    path("language/", views.language, name="language"),
    path("my/keys/save", views.single_keys, name="single_keys"),
]
