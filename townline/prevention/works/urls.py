"""Addresses of works."""

from django.urls import URLPattern, path

from townline.prevention.works.views import consents, export, objects, outside, pages, papers

_OBJECT = "works/objects/<int:number>/"
urlpatterns: list[URLPattern] = [
    path("works/", pages.works, name="works"),
    path("works/many", pages.many, name="works_many"),
    path("works/export.csv", export.measures, name="works_csv"),
    path("works/new/", objects.new, name="work_new"),
    path("works/consents/", consents.consents, name="work_consents"),
    path("works/consents/ask", consents.ask, name="work_consents_ask"),
    path("works/consents/export.csv", export.missing, name="work_consents_csv"),
    path("works/papers/<int:number>/", papers.waiting, name="work_papers"),
    path("works/papers/<int:number>/file", papers.file, name="work_papers_file"),
    path("works/papers/<int:number>/again", papers.again, name="work_papers_again"),
    path(_OBJECT, objects.work, name="work"),
    path(f"{_OBJECT}measures/<int:measure>", objects.measure, name="work_measure"),
    path(f"{_OBJECT}measures", objects.add_measure, name="work_measure_add"),
    path(f"{_OBJECT}party", objects.party, name="work_party"),
    path(f"{_OBJECT}party/<int:party>/number", objects.number_shown, name="work_number"),
    path(f"{_OBJECT}roles", objects.roles, name="work_roles"),
    path(f"{_OBJECT}ask", objects.ask, name="work_ask"),
    path(f"{_OBJECT}paper", objects.paper, name="work_paper"),
    path(f"{_OBJECT}letter", objects.letter, name="work_letter"),
    path(f"{_OBJECT}carry", objects.carry, name="work_carry"),
    path(f"{_OBJECT}state", objects.state, name="work_state"),
    path(f"{_OBJECT}photos/<slug:sha256>/<slug:copy>", objects.photo, name="work_photo"),
    path("k/<slug:token>", outside.page, name="consent_page"),
]
