"""Incidents for tests: texts as residents send them, read as the reader would read them."""

import datetime as dt

from django.apps import apps

from townline.platform.triage import api as triage
from townline.prevention.incidents import api
from townline.prevention.incidents.broadcasts import api as broadcasts

Case = apps.get_model("cases", "Case")
SNOW = (
    "다솜동 비탈길에 눈이 쌓여 차가 못 올라가요",
    "다솜동 언덕길 제설 언제 하나요 눈이 그대로예요",
    "눈 때문에 다솜동 골목이 빙판입니다 제설해 주세요",
    "다솜동 계단이 얼어서 어르신이 넘어지셨어요 눈 치워 주세요",
)
HERE = (36.62073, 125.32238)


def receive_text(world, body, number=0, dong="다솜동"):
    """Let a text come in and be read; give the code of its case."""
    code = world.text(body, f"010000002{number:02d}")
    read(world, code, body, dong)
    world.wait(minutes=3)
    return code


def read(world, code, body, dong="다솜동"):
    case = Case.objects.get(code=code)
    place = triage.FoundPlace("dong", dong, "", dong, None, None, (), "text", sure=True)
    triage.index_put(
        reference=f"text:{case.last_incoming_id}",
        subject=f"case:{case.id}",
        body=body,
        vector=b"",
        at=world.now,
        place=place if dong else None,
    )


def receive_snow_texts(world, count=4):
    return [receive_text(world, body, number) for number, body in enumerate(SNOW[:count])]


def opening(world, kind="snow", title="다솜동 눈", **more):
    values = {
        "since": world.now - dt.timedelta(minutes=30),
        "places": [api.IncidentSpot(name="다솜동")],
    }
    return api.Opening(kind=kind, title=title, **(values | more))


def open_incident(world, username="clerk1", **more):
    return api.incident_open(world.by(username), opening=opening(world, **more))


def join(world, incident, codes, username="clerk1", **more):
    return api.cases_join(world.by(username), incident_id=incident.pk, codes=codes, **more)


def write_update(world, incident, ko="다솜동 비탈길은 오늘 18시까지 제설합니다.", **more):
    bodies = {"ko": ko} | more.pop("bodies", {})
    return broadcasts.broadcast_save(
        world.by("clerk1"), kind="update", owner=incident.pk, bodies=bodies, **more
    )


def act(world, action, incident, username="clerk1", **more):
    return action(world.by(username), incident_id=incident.pk, **more)


def act_on_update(world, action, incident, username="clerk1", **more):
    """Do something with an update of an incident."""
    return action(world.by(username), kind="update", owner=incident.pk, **more)


def submit_update(world, incident, **more):
    update = write_update(world, incident, **more)
    return act_on_update(world, broadcasts.broadcast_submit, incident, broadcast_id=update.pk)


def approve(world, incident, update, hash_=None, username="mayor"):
    arguments = {"broadcast_id": update.pk, "hash_": hash_ or update.hash}
    return act_on_update(world, broadcasts.broadcast_approve, incident, username, **arguments)


def submit_and_approve(world, incident, **more):
    return approve(world, incident, submit_update(world, incident, **more))
