"""Addresses of surveys."""

from django.urls import URLPattern, path

from townline.prevention.surveys.views import (
    acting,
    forms,
    homes,
    lists,
    progress,
    rules,
    surveyors,
)

_HOME = "surveys/homes/<int:number>/"
urlpatterns: list[URLPattern] = [
    path("surveys/", homes.homes, name="surveys"),
    path("surveys/count/", lists.count, name="survey_count"),
    path("surveys/progress/", progress.page, name="survey_progress"),
    path("surveys/export.csv", progress.export, {"form": "csv"}, name="survey_csv"),
    path("surveys/export.xlsx", progress.export, {"form": "xlsx"}, name="survey_xlsx"),
    path("surveys/export.geojson", progress.export, {"form": "geojson"}, name="survey_geojson"),
    path("surveys/import/", lists.upload, name="survey_upload"),
    path("surveys/import/<int:number>/", lists.take, name="survey_import"),
    path("surveys/import/<int:number>/cancel", lists.give_up, name="survey_give_up"),
    path("surveys/duplicates/", lists.duplicates, name="survey_duplicates"),
    path("surveys/duplicates/<int:number>", lists.decide, name="survey_decide"),
    path("surveys/rules/", rules.rules, name="survey_rules"),
    path("surveys/rules/<int:number>/adopt", rules.adopt, name="survey_adopt"),
    path("surveys/forms/", forms.forms, name="survey_forms"),
    path("surveys/forms/blank.xlsx", forms.blank, name="survey_blank"),
    path("surveys/forms/<int:number>/close", forms.close, name="survey_form_close"),
    path("surveys/forms/<int:number>/reopen", forms.reopen, name="survey_form_reopen"),
    path("surveys/surveyors/", surveyors.people, name="survey_surveyors"),
    path("surveys/surveyors/<int:number>/renew", surveyors.renew, name="survey_renew"),
    path("surveys/surveyors/<int:number>/open", surveyors.open_here, name="survey_open_here"),
    path("surveys/surveyors/<int:number>/revoke", surveyors.revoke, name="survey_revoke"),
    path("surveys/surveyors/<int:number>/away", surveyors.note_absence, name="survey_away"),
    path(_HOME, homes.home, name="survey_home"),
    path(f"{_HOME}exclude", acting.exclude, name="survey_exclude"),
    path(f"{_HOME}put-back", acting.put_back, name="survey_put_back"),
    path(f"{_HOME}undo", acting.undo, name="survey_undo"),
    path(f"{_HOME}attempt", acting.attempt, name="survey_attempt"),
    path(f"{_HOME}place", acting.place, name="survey_place"),
    path(f"{_HOME}files", acting.add_files, name="survey_hang"),
    path(f"{_HOME}choose", acting.choose, name="survey_choose"),
    path(f"{_HOME}assign", acting.assign, name="survey_assign"),
    path(f"{_HOME}photos/<slug:sha256>/<slug:copy>", homes.photo, name="survey_photo"),
]
