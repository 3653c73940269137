"""Files of a few streets of the demo district, as an office would bring them."""

import datetime as dt
import json

from townline.platform.core.history.audit import SERVER
from townline.prevention.hazards.exploration_planning import api

# By the gate of the market, which the gazetteer knows.
WEST, SOUTH, STEP = 125.3300, 36.6200, 0.001  # some 89 m


def feature(points, **properties):
    line = {"type": "LineString", "coordinates": points}
    return {"type": "Feature", "geometry": line, "properties": properties}


def street(number, row=0, **properties):
    """Give a section that follows the one before it to the east."""
    x, y = WEST + number * STEP, SOUTH + row * STEP
    return feature([[x, y], [x + STEP, y]], **({"id": f"S{row}-{number}"} | properties))


def file(*features):
    body = {"type": "FeatureCollection", "features": list(features)}
    return {"places.geojson": json.dumps(body, ensure_ascii=False).encode()}


def take(kind, files, now):
    places = api.places_read(api.PlaceFileKind(kind), files)
    assert places.problems == [], [problem.words() for problem in places.problems]
    return api.places_take(places, actor=SERVER, now=now)


def add_exploration(number, on, row=0, cavities=0):
    """Let the radar go along a section on a day, and find cavities under it."""
    from townline.prevention.hazards.explorations.models import Anomaly, Campaign, Cavity, Line

    x, y = WEST + number * STEP, SOUTH + row * STEP
    at = dt.datetime.combine(on, dt.time(9), tzinfo=dt.UTC)
    defaults = {"year": on.year, "created_at": at}
    campaign, _ = Campaign.objects.get_or_create(name=f"GPR {on.year}", defaults=defaults)
    line = Line.objects.create(
        campaign=campaign, surface="roadway", west=x, east=x + STEP, south=y, north=y,
        geometry={"type": "LineString", "coordinates": [[x, y], [x + STEP, y]]},
        length_m=89, explored_on=on, fingerprint=f"{row}-{number}-{on}",
    )  # fmt: skip
    for each in range(cavities):
        anomaly = Anomaly.objects.create(
            line=line, number=str(each), state="cavity", position_m=9, latitude=y,
            longitude=x + STEP / 2, found_on=on,
        )  # fmt: skip
        Cavity.objects.create(anomaly=anomaly, grade="general", graded_at=at)
