"""A queue whose visits become another kind of visit forgets how long they took."""

import dataclasses

import pytest

from townline.lines.queues import api
from townline.lines.queues.models import Queue, QueueDay

pytestmark = pytest.mark.django_db


def load(visit):
    queue = Queue.objects.get(code="passport")
    names = {field.name for field in dataclasses.fields(api.QueueEntry)} - {"site", "plan"}
    entry = api.QueueEntry(
        **{name: getattr(queue, name) for name in names},
        site="hall",
        plan=queue.plan | {"visit": visit},
    )
    site = api.SiteEntry(code="hall", name_ko="가", name_en="A", address_ko="", address_en="")
    api.sites_load(api.Sites(sites=[site], queues=[entry], desks=[]))


def test_only_another_visit_is_learned_anew(office):
    office.open("hall-1")
    api.queues_tick(now=office.now)
    learned = QueueDay.objects.get(queue="passport").pace
    assert learned["usual"] == 300
    load("PT5M")
    assert QueueDay.objects.get(queue="passport").pace == learned
    load("PT30S")
    assert QueueDay.objects.get(queue="passport").pace == {}
