"""Works for tests: decided, consented, ordered, done behind the firm's link, accepted."""

import datetime as dt
import uuid

from django.core.files.uploadedfile import SimpleUploadedFile

from townline.platform.core.history.audit import SERVER
from townline.prevention.hazards.tests.hazarding import picture
from townline.prevention.works import api as works
from townline.prevention.works.progress import api
from townline.prevention.works.tests.things import YES, consents, needy, take_objects

HERE = (36.62073, 125.32238)


def ready(world, *references, **more):
    """Give measures that may be ordered, a flood barrier at each."""
    more = {"latitude": HERE[0], "longitude": HERE[1]} | more
    take_objects(*(needy(one, **more) for one in references or ("1",)))
    rows = list(works.Measure.objects.filter(object__reference__in=references or ("1",)))
    ids = [row.pk for row in rows]
    works.measures_decide(ids, actor=SERVER, now=world.now)
    works.consents_give(consents(*rows), YES, actor=SERVER, now=world.now)
    return sorted(ids)


def order_works(world, ids, **more):
    more.setdefault("due_on", world.now.date() + dt.timedelta(days=20))
    return api.works_order(
        world.by("clerk1"), prices=dict.fromkeys(ids), contractor="다온건설", **more,
    )  # fmt: skip


def path_of(order):
    return "/w/" + order.address.rpartition("/")[2]


def key_in(page):
    return page.text.partition('name="key" value="')[2].partition('"')[0]


def press(client, path, do, **fields):
    return client.post(path, {"key": key_in(client.get(path)), "do": do, **fields})


def photo(moment="after"):
    colour = "grey" if moment == "after" else "brown"
    return SimpleUploadedFile("a.jpg", picture(colour), "image/jpeg")


def report(client, path, number, moment="after", **more):
    """Report a place of an order as done."""
    place = f"{path}/{number}"
    look = {"look": uuid.uuid4(), "done": "1", "moment": moment, "photos": photo(moment), **more}
    return client.post(place, {"key": key_in(client.get(place)), "do": "", **look})


def spot(world, number, step=api.SpotStep.ACCEPT, *, note="", files=None, **more):
    from townline.prevention.work_orders.api import SiteInspection

    moment = "after" if step == api.SpotStep.ACCEPT else ""
    look = SiteInspection(
        key=more.pop("key", uuid.uuid4()), step=step, seen_at=world.now, note=note, moment=moment,
        **more,
    )  # fmt: skip
    return api.spot_add(
        world.by("clerk1"), measure_id=number, look=look,
        files=[picture()] if files is None else files,
    )  # fmt: skip


def state(number):
    return works.Measure.objects.get(id=number).state
