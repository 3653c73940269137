"""Addresses of the front desk's pages of safe numbers."""

from django.urls import path

from townline.lines.safenumbers.number_desk.views import (
    call_pages,
    figure_pages,
    help_pages,
    number_ask,
    number_bulk,
    number_issue,
    number_lease,
    numbers,
)

urlpatterns = [
    path("numbers/calls/", call_pages.calls, name="number_calls"),
    path("numbers/calls.csv", call_pages.calls_csv, name="number_calls_csv"),
    path("numbers/help/", help_pages.help_tasks, name="number_help"),
    path("numbers/figures/", figure_pages.figures, name="number_figures"),
    path("numbers/figures.csv", figure_pages.figures_csv, name="number_figures_csv"),
    path("numbers/", numbers.numbers, name="numbers"),
    path("numbers/new/", number_issue.issue, name="number_issue"),
    path("numbers/bulk/", number_bulk.bulk, name="number_bulk"),
    path("numbers/bulk/template.xlsx", number_bulk.bulk_template, name="number_template"),
    path("numbers/bulk/stickers.pdf", number_bulk.bulk_stickers, name="number_stickers"),
    path("numbers/bulk/numbers.csv", number_bulk.bulk_list, name="number_table"),
    path("numbers/<uuid:lease_id>/ask", number_ask.ask, name="number_ask"),
    path("numbers/<uuid:lease_id>/", number_lease.lease, name="number"),
    path("numbers/<uuid:lease_id>/sticker.pdf", numbers.sticker, name="number_sticker"),
    path("numbers/<uuid:lease_id>/<str:name>/", number_lease.lease_action, name="number_deed"),
]
