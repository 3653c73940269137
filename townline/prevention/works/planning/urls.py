"""Addresses of plans."""

from django.urls import URLPattern, path

from townline.prevention.works.planning.views import acting, exports, pages

_ONE = "works/plans/<int:number>/"
urlpatterns: list[URLPattern] = [
    path("works/plans/", pages.all_plans, name="works_plans"),
    path(_ONE, pages.plan, name="works_plan"),
    path(f"{_ONE}exceptions/", pages.exceptions, name="works_plan_exceptions"),
    path(f"{_ONE}compare/", pages.compare, name="works_plan_compare"),
    path(f"{_ONE}what-if", acting.what_if, name="works_plan_what_if"),
    path(f"{_ONE}change", acting.change, name="works_plan_change"),
    path(f"{_ONE}stop", acting.stop, name="works_plan_stop"),
    path(f"{_ONE}again", acting.again, name="works_plan_again"),
    path(f"{_ONE}adopt", acting.adopt, name="works_plan_adopt"),
    path(f"{_ONE}decision", acting.document, name="works_plan_decision"),
    path(f"{_ONE}export.csv", exports.export, {"form": "csv"}, name="works_plan_csv"),
    path(f"{_ONE}export.xlsx", exports.export, {"form": "xlsx"}, name="works_plan_xlsx"),
]
