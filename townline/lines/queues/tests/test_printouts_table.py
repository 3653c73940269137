"""A printout is printed or given up, once: the table and its complement."""

import datetime as dt

import pytest

from townline.lines.queues import api
from townline.lines.queues.models import Printout
from townline.lines.queues.rules.printouts import PrinterState, PrintoutState
from townline.lines.queues.services.paper.printing import PrintoutSettled


@pytest.mark.django_db
@pytest.mark.parametrize("state", [PrintoutState.PRINTED, PrintoutState.FAILED])
def test_what_is_settled_is_refused(office, state):
    ticket = office.one(channel="kiosk")
    site = api.SiteEntry(
        code="hall", name_ko="가", name_en="A", address_ko="", address_en="", printer="h:9100"
    )
    queues = [
        api.QueueEntry(
            code="passport", group="passport", site="hall", name_ko="여권", name_en="Passports",
            prefix="", first_number=201, words=[], plan={"visit": "PT5M"}, position=0,
        )
    ]  # fmt: skip
    api.sites_load(api.Sites(sites=[site], queues=queues, desks=[]))
    assert api.printout_queue(ticket_id=ticket.id, now=office.now) == PrinterState.UNKNOWN
    row = Printout.objects.get()
    Printout.objects.update(state=state)
    with pytest.raises(PrintoutSettled):
        api.printout_done(printout_id=row.id, state=PrinterState.READY, now=office.now)
    assert api.printout_claim(now=office.now + dt.timedelta(hours=1)) is None
