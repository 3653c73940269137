from django.urls import path

from townline.departments import views, views_demo

urlpatterns = [
    path("sign-in/", views.sign_in, name="sign_in"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("demo/sign-in/", views_demo.demo_sign_in, name="demo_sign_in"),
]
