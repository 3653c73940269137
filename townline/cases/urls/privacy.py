from django.urls import path

from townline.cases.views import privacy, revealing

urlpatterns = [
    path("cases/<slug:code>/number", revealing.reveal, name="reveal"),
    path("privacy/person/", privacy.person, name="person_kept"),
    path("privacy/person/export", privacy.export, name="person_export"),
    path("privacy/person/erase", privacy.erase, name="person_erase"),
]
