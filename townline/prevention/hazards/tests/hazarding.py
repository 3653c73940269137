"""Hazards for tests: opened as people open them, photos as telephones send them."""

import io
import uuid

from PIL import Image

from townline.prevention.hazards import api
from townline.prevention.hazards.models import Hazard
from townline.prevention.work_orders.models import Evidence

HERE = (36.62073, 125.32238)


def report(kind="pothole", severity="", at=HERE, source="staff", **more):
    return api.HazardReport(
        kind=kind, severity=severity, geometry=api.at(*at), source=source, **more
    )


def open_hazard(world, kind="pothole", *, severity="", at=HERE, username="clerk1", code="", **more):
    return api.hazard_open(world.by(username), report=report(kind, severity, at, **more), code=code)


def picture(colour="grey"):
    out = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(out, "JPEG")
    return out.getvalue()


def look(world, step=api.HazardStep.MAKE_SAFE, **more):
    return api.SiteInspection(
        key=more.pop("key", uuid.uuid4()), step=step, seen_at=world.now, **more
    )


def add_evidence(
    world, hazard, step=api.HazardStep.MAKE_SAFE, files=None, username="clerk1", **more
):
    return api.evidence_add(
        world.by(username),
        hazard_id=hazard.pk,
        look=look(world, step, **more),
        files=[picture()] if files is None else files,
    )


def fresh(hazard):
    return Hazard.objects.get(id=hazard.pk)


def evidence_of(hazard):
    return Evidence.objects.filter(kind="hazard", object_id=hazard.pk)
