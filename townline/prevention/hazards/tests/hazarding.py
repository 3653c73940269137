"""Hazards for tests: opened as people open them, photos as telephones send them."""

import io
import uuid

from PIL import Image

from townline.prevention.hazards import api
from townline.prevention.hazards.models import Hazard
from townline.prevention.work_orders.models import Evidence

HERE = (36.62073, 125.32238)


def report(kind="pothole", severity="", at=HERE, source="staff", **more):
    return api.Report(kind=kind, severity=severity, geometry=api.at(*at), source=source, **more)


def opened(world, kind="pothole", *, severity="", at=HERE, username="clerk1", code="", **more):
    return api.hazard_open(world.by(username), report=report(kind, severity, at, **more), code=code)


def picture(colour="grey"):
    out = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(out, "JPEG")
    return out.getvalue()


def look(world, step=api.Step.MAKE_SAFE, **more):
    return api.Look(key=more.pop("key", uuid.uuid4()), step=step, seen_at=world.now, **more)


def looked(world, hazard, step=api.Step.MAKE_SAFE, files=None, username="clerk1", **more):
    return api.evidence_add(
        world.by(username),
        hazard_id=hazard.pk,
        look=look(world, step, **more),
        files=[picture()] if files is None else files,
    )


def fresh(hazard):
    return Hazard.objects.get(id=hazard.pk)


def looks_at(hazard):
    return Evidence.objects.filter(kind="hazard", object_id=hazard.pk)
