from django.urls import path

from townline.casework.today import views

urlpatterns = [path("", views.today, name="home")]
