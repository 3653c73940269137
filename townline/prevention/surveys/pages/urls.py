"""Addresses of the pages of surveys for residents and everybody."""

from django.urls import URLPattern, path

from townline.prevention.surveys.pages.views import (
    agreement,
    deciding,
    household,
    links,
    public,
    report,
    reviews,
    weights,
)

_HOME = "surveys/homes/<int:number>/household/"
urlpatterns: list[URLPattern] = [
    path("h/<slug:token>", household.page, name="household"),
    path(_HOME, links.preview, name="household_preview"),
    path(f"{_HOME}card", links.card, name="household_card"),
    path(f"{_HOME}send", links.send, name="household_send"),
    path(f"{_HOME}revoke", links.revoke, name="household_revoke"),
    path("surveys/household/<int:number>/settle", links.settle, name="household_settle"),
    path("surveys/agreement/", agreement.page, name="survey_agreement"),
    path("surveys/rules/weights/", weights.page, name="survey_weights"),
    path("surveys/reviews/", reviews.reviews, name="survey_reviews"),
    path("surveys/reviews/<int:number>/send", reviews.send, name="survey_review_send"),
    path("surveys/reviews/<int:number>/stands", reviews.stands, name="survey_review_stands"),
    path("surveys/decide/", deciding.page, name="survey_deciding"),
    path("surveys/decide/<int:number>/place", deciding.place, name="survey_answers_place"),
    path("surveys/decide/homes/<int:number>", deciding.choose, name="survey_conflict_choose"),
    path("surveys/decide/<int:number>/check", deciding.check, name="survey_answers_check"),
    path("surveys/decide/<int:number>/confirm", deciding.confirm, name="survey_answers_confirm"),
    path("surveys/report.pdf", report.report_file, name="survey_report"),
    path("open/surveys", public.page, name="open_surveys"),
    path("open/surveys.csv", public.csv_file, name="open_surveys_csv"),
]
