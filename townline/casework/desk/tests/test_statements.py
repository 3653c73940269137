"""A case page asks few questions, whatever its sender wrote before."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from townline.casework.cases.models import Case
from townline.casework.classification import api as classification


@pytest.mark.django_db
def test_a_case_whose_sender_wrote_before_asks_no_more_than_it_may(visit, world, reader):
    """Its texts were read, and its sender has other cases: what every office's cases are."""
    codes = []
    for words in ("길이 파였어요", "가로등이 꺼졌어요"):
        codes.append(world.text(words, sender="01000007123"))
        Case.objects.filter(code=codes[-1]).update(state="closed", finished_at=world.now)
        world.wait(days=40)
    classification.readings_run(now=world.now, limit=10)
    client = visit("clerk1")
    url = f"/cases/{codes[0]}/"
    page = client.get(url).content.decode()
    assert codes[1] in page
    with CaptureQueriesContext(connection) as queries:
        client.get(url)
    assert len(queries) <= 14
