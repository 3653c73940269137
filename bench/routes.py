"""5,279 homes shared out over 14 surveyors, and their days, beside always the nearest next."""

import json
import shutil
import time
from pathlib import Path
from typing import Any

from bench.table import Figure, log_progress

HOMES, SURVEYORS, SEED = 5_279, 14, 1
_KIND = "semi-basement"
# What the yardstick's figures mean: 182 surveyor-days are 29 visits on each.
_ROUTES = {"minutes": 12, "minutes_more": 12}
_VISITS = 30


def measure() -> list[Figure]:
    """List homes and surveyors; plan them all; then the same at once, nearest next."""
    from townline.platform.core import clock
    from townline.platform.core.history.audit import SERVER
    from townline.prevention.surveys.routes import api

    log_progress(f"{HOMES:,} homes, {SURVEYORS} surveyors, seed {SEED}")
    _lay()
    first = api.working_days(clock.now().date(), 1)[0]
    results, took = {}, {}
    for name, effort in (("nearest", api.Effort(seconds=0)), ("planned", None)):
        begun = time.perf_counter()
        run = api.run_request(days=20, actor=SERVER, now=clock.now())
        done = api.run_carry_out(run, actor=SERVER, first=first, effort=effort)
        took[name], results[name] = time.perf_counter() - begun, done.result
        assert done.result["planned"] == HOMES
        assert not done.result["unplaced"]
        _forget()
    nearest, planned = results["nearest"], results["planned"]
    return [
        Figure(name=f"routes: {HOMES:,} visits planned", value=f"{took['planned']:.0f} s",
               ratio=took["planned"] / took["nearest"], to="always the nearest next",
               aim="under 120 s"),
        Figure(name="routes: surveyor-days", value=str(planned["surveyor_days"]),
               ratio=planned["surveyor_days"] / nearest["surveyor_days"],
               to="always the nearest next", aim="182"),
        Figure(name="routes: kilometres", value=f"{planned['km']:.0f} km",
               ratio=planned["km"] / nearest["km"], to="always the nearest next", aim="870 km"),
    ]  # fmt: skip


def _forget() -> None:
    """Let the next plan start as the first one did: nobody has a home yet."""
    from townline.prevention.surveys.models import Home, PlannedVisit

    PlannedVisit.objects.all().delete()
    Home.objects.update(surveyor=None)


def _lay() -> None:
    from bench.scratch import DISTRICT
    from bench.surveys import _take, ground
    from townline.config import loading
    from townline.platform.core import clock
    from townline.platform.core.history.audit import SERVER
    from townline.prevention.surveys import api

    loading.load(_folder(DISTRICT), with_staff=True)
    outlines, roads = ground()
    rows = api.invented_list(HOMES, outlines, roads, SEED)
    lines = "\n".join(",".join(f'"{cell}"' for cell in row) for row in rows)
    _take(lines.encode())
    starts = api.invented_starts(SURVEYORS, outlines, roads, SEED)
    context: dict[str, Any] = {"actor": SERVER, "now": clock.now()}
    for nth, (latitude, longitude) in enumerate(starts, 1):
        one, _ = api.surveyor_add(name=f"bench {nth}", **context)
        start: dict[str, Any] = {
            "latitude": latitude,
            "longitude": longitude,
            "visits_a_day": _VISITS,
        }
        api.surveyor_change(surveyor_id=one.id, **context, **start)


def _folder(demo: Path) -> Path:
    """Give the demo's district with visits as short as the yardstick's."""
    from django.conf import settings

    made = Path(settings.TOWNLINE_HOME) / "routes-district"
    shutil.copytree(demo, made, dirs_exist_ok=True)
    file = made / "surveys.json"
    data = json.loads(file.read_text()) | {"routes": _ROUTES}
    file.write_text(json.dumps(data, ensure_ascii=False))
    return made
