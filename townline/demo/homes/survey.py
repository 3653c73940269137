"""528 homes on a list: 146 taken out, most others graded, the rest left to play with.

Most were visited in the autumn before works began, some in the last weeks.
"""

import contextlib
import csv
import datetime as dt
import io
import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from townline.casework.portal.api import LinkNotSent, NoPublicAddress
from townline.platform.conversations import api as conversations
from townline.platform.core import district
from townline.platform.core.history import audit
from townline.platform.core.sandbox import LONG
from townline.prevention.surveys import api as surveys
from townline.prevention.surveys.api import (
    Exclusion,
    Home,
    Leaving,
    Surveyor,
    Visited,
    VisitOutcome,
)
from townline.prevention.surveys.pages import api as survey_pages
from townline.prevention.surveys.routes import api as routes

KIND = "semi-basement"
_LINES, _TWICE, _OUT, _GRADED, _IN_VAIN = 528, 6, 146, 330, 24
_LATE = 40  # of the graded: seen in the last weeks
_DRAWING_COUNT = 12
_HANDSET = "01000000001"  # that of the handset's first phone
_DAYS, _FRIDAY, _PLANNED = 60, 5, 5
type Point = tuple[float, float]
_NAMES = ("조사원 1", "조사원 2", "조사원 3")
_WHY = (Exclusion.NOT_LIVED_IN, Exclusion.DEMOLISHED, Exclusion.NOT_EXISTING)
_WORDS = {
    Exclusion.NOT_LIVED_IN: "창고로 쓰고 사람이 살지 않음",
    Exclusion.DEMOLISHED: "건물이 헐리고 새로 짓는 중",
    Exclusion.NOT_EXISTING: "반지하 층이 없는 건물",
}
# How likely each answer is.
_ANSWERS: dict[str, dict[str, float]] = {
    "slope": {"away": 3, "flat": 4, "towards": 2},
    "backflow_valve": {"works": 4, "not_needed": 2, "broken": 1, "none": 3},
    "window_bars": {"none": 3, "openable": 3, "fixed": 4},
    "escape_way": {"two": 5, "one": 5, "blocked": 0.2},
    "flooded_before": {"never": 8, "once": 2, "more": 1},
    "damp": {"none": 3, "some": 4, "mould": 3},
    "ventilation": {"good": 4, "window": 4, "none": 2},
    "daylight": {"good": 3, "some": 5, "none": 2},
    "household_at_risk": {"nobody": 6, "one": 3, "more": 1},
}
_SILLS = (0, 5, 10, 15, 20, 30, 40, 50, 60)


def survey(now: dt.datetime, folder: Path, seed: int) -> None:
    """Tell the story of one list up to this moment; the same seed and moment tell the same."""
    dice = random.Random(f"homes:{seed}")  # noqa: S311 -- a demonstration
    days, early = _working_days(now), _autumn(now)
    with audit.batch_entries():
        list_import = _import_list(folder, seed, early[0])
    homes = list(Home.objects.filter(listed_by=list_import).order_by("id"))
    people = [
        surveys.surveyor_add(name=name, actor=audit.SYSTEM, now=early[0])[0] for name in _NAMES
    ]
    _assign_homes(homes, people, early[0])
    homes = list(Home.objects.filter(listed_by=list_import).order_by("id"))
    twice = surveys.pairs_open(KIND)[: _TWICE - 2]
    for pair in twice:
        surveys.duplicate_decide(
            pair_id=pair, same=True, keep=None, actor=audit.SYSTEM, now=early[1]
        )
    left = list(Home.objects.filter(listed_by=list_import, state="listed").order_by("id"))
    dice.shuffle(left)
    out = _OUT - len(twice)
    _exclude_homes(left[:out], early, dice)
    _grade_homes(left[out : out + _GRADED - _LATE], early, dice)
    _grade_homes(left[out + _GRADED - _LATE : out + _GRADED], days, dice)
    _add_failed_visits(left[out + _GRADED :][:_IN_VAIN], days, dice)
    _for_phones(left[out + _GRADED :][:_DRAWING_COUNT], days[0])
    _link(now)
    _plan_visits(people, folder, seed, now)


def _link(now: dt.datetime) -> None:
    """Text one household the link to its home, where this house has an address to write."""
    home = Home.objects.filter(kind=KIND, grade="C", state="graded").order_by("id").first()
    if home is not None:
        with contextlib.suppress(LinkNotSent, NoPublicAddress):
            survey_pages.link_send(
                home_id=home.id, phone=_HANDSET, language="ko", actor=audit.SYSTEM, now=now
            )


def _for_phones(homes: Sequence[Home], at: dt.datetime) -> None:
    """Have the form of the rules open, and a drawing on some homes that are still to be seen."""
    content = surveys.blank_form(surveys.kind_of(KIND))
    surveys.form_upload(kind=KIND, content=content, actor=audit.SYSTEM, now=at, validate=False)
    uploaded = conversations.photo_take(data=_plan(), now=at)
    file = surveys.StoredFile(uploaded.photo.sha256, "B1")
    for home in homes:
        surveys.files_add(
            home_id=home.id, purpose="drawing", files=[file], actor=audit.SYSTEM, now=at
        )


def _plan() -> bytes:
    """Draw the plan of a home: two rooms, a kitchen, doors and windows, without words."""
    from PIL import Image, ImageDraw  # noqa: PLC0415 -- not at each start

    picture = Image.new("RGB", (900, 640), "white")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((60, 60, 840, 580), outline="black", width=14)
    for wall in ((60, 320, 500, 320), (500, 60, 500, 420), (500, 420, 640, 420)):
        pen.line(wall, fill="black", width=8)
    for door in ((400, 320, 470, 320), (500, 250, 500, 310), (700, 580, 790, 580)):
        pen.line(door, fill="white", width=16)
    for window in ((180, 60, 330, 60), (620, 60, 760, 60), (60, 420, 60, 520)):
        pen.line(window, fill="#2f6fd0", width=10)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def _plan_visits(people: Sequence[Surveyor], folder: Path, seed: int, now: dt.datetime) -> None:
    """Plan today and the next days, at once: no seconds are spent on bettering it."""
    starts = surveys.invented_starts(len(people), *_ground(folder), seed)
    for nth, (person, (latitude, longitude)) in enumerate(zip(people, starts, strict=True), 1):
        surveys.surveyor_change(
            surveyor_id=person.id, actor=audit.SYSTEM, now=now, latitude=latitude,
            longitude=longitude, start=f"주민센터 {nth}",
        )  # fmt: skip
    today = now.astimezone(district.current().zone).date()
    run = routes.run_request(days=_PLANNED, actor=audit.SYSTEM, now=now)
    routes.run_carry_out(run, actor=audit.SYSTEM, first=today, effort=routes.Effort(seconds=0))


def _working_days(now: dt.datetime) -> list[dt.datetime]:
    """Give mornings of working days before today, the oldest first."""
    zone = district.current().zone
    noon = now.astimezone(zone).replace(hour=10, minute=30, second=0, microsecond=0)
    found = [noon - dt.timedelta(days=back) for back in range(_DAYS, 0, -1)]
    return [day for day in found if day.isoweekday() <= _FRIDAY]


def _autumn(now: dt.datetime) -> list[dt.datetime]:
    """Give mornings of working days of the autumn before the first of two years of works."""
    zone = district.current().zone
    year = now.astimezone(zone).year - 2
    return _working_days(dt.datetime(year, 12, 10, 10, 30, tzinfo=zone))


def _import_list(folder: Path, seed: int, at: dt.datetime) -> surveys.ListImport:
    rows = surveys.invented_list(_LINES - _TWICE, *_ground(folder), seed)
    # The same home, as another register writes it.
    for number, row in enumerate(list(rows[1 : 1 + _TWICE]), 1):
        rows.append([f"BR-{number:04}", row[1], row[2], *row[3:]])
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    draft = surveys.list_upload(
        kind=KIND,
        file_name="semi-basement.csv",
        content=out.getvalue().encode("utf-8-sig"),
        sheet="",
        actor=audit.SYSTEM,
        now=at,
        budget=LONG,
    )
    return surveys.list_take(draft_id=draft.id, actor=audit.SYSTEM, now=at)


def _ground(folder: Path) -> tuple[dict[str, Sequence[Point]], dict[str, list[str]]]:
    """Give the outlines of dongs (longitude, latitude) and the roads in them."""
    land = json.loads((folder / "boundaries.geojson").read_text())["features"]
    outlines = {f["properties"]["name_ko"]: f["geometry"]["coordinates"][0] for f in land}
    return outlines, _roads(folder)


def _roads(folder: Path) -> dict[str, list[str]]:
    with (folder / "gazetteer.csv").open(encoding="utf-8-sig") as file:
        rows = [row for row in csv.DictReader(file) if row["kind"] == "road"]
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(row["dong"], []).append(row["name_ko"])
    return found


def _assign_homes(homes: Sequence[Home], people: Sequence[Surveyor], at: dt.datetime) -> None:
    """Give each surveyor whole dongs, so that they walk little."""
    dongs = sorted({home.dong for home in homes})
    for nth, person in enumerate(people):
        own = set(dongs[nth :: len(people)])
        surveys.homes_assign(
            home_ids=[home.id for home in homes if home.dong in own],
            surveyor=person,
            actor=audit.SYSTEM,
            now=at,
        )


def _spread[T](
    items: Sequence[T], days: Sequence[dt.datetime], dice: random.Random
) -> Iterator[tuple[dt.datetime, list[T]]]:
    by_day: dict[dt.datetime, list[T]] = {}
    for item in items:
        by_day.setdefault(dice.choice(days[2:]), []).append(item)
    yield from sorted(by_day.items())


def _exclude_homes(homes: Sequence[Home], days: Sequence[dt.datetime], dice: random.Random) -> None:
    for day, own in _spread(homes, days, dice):
        locked = Home.objects.select_for_update().filter(id__in=[home.id for home in own])
        whys = [dice.choice(_WHY) for _ in own]
        leaving = [
            Leaving(
                home=home,
                why=why,
                reason=_WORDS[why],
                point=(home.latitude or 0.0, home.longitude or 0.0),
            )
            for home, why in zip(locked.order_by("id"), whys, strict=True)
        ]
        surveys.homes_exclude(leaving, actor=audit.SYSTEM, now=day)


def _grade_homes(homes: Sequence[Home], days: Sequence[dt.datetime], dice: random.Random) -> None:
    for day, own in _spread(homes, days, dice):
        locked = Home.objects.select_for_update(of=("self",)).select_related("surveyor")
        visited = [
            Visited(home=home, answers=_answers(dice), surveyor=home.surveyor)
            for home in locked.filter(id__in=[home.id for home in own]).order_by("id")
        ]
        made = surveys.homes_grade(visited, actor=audit.SYSTEM, now=day)
        lots = [dice.random() for _ in made]
        surveys.reviews_draw(made, actor=audit.SYSTEM, now=day, lots=lots)


def _answers(dice: random.Random) -> dict[str, object]:
    found: dict[str, object] = {
        question: dice.choices(list(each), list(each.values()))[0]
        for question, each in _ANSWERS.items()
    }
    sills = {name: dice.choice(_SILLS) for name in ("entrance_sill_cm", "window_sill_cm")}
    return found | sills


def _add_failed_visits(
    homes: Sequence[Home], days: Sequence[dt.datetime], dice: random.Random
) -> None:
    with audit.batch_entries():
        _add_attempts(homes, days, dice)


def _add_attempts(homes: Sequence[Home], days: Sequence[dt.datetime], dice: random.Random) -> None:
    for home in homes:
        for nth in range(dice.randint(1, 3)):
            surveys.attempt_add(
                home_id=home.id,
                key=f"demo:{home.id}:{nth}",
                outcome=dice.choice(
                    (VisitOutcome.NOBODY_HOME, VisitOutcome.NOBODY_HOME, VisitOutcome.REFUSED)
                ),
                at=days[-6 + nth],
                actor=audit.SYSTEM,
                now=days[-6 + nth],
                card_left=True,
            )
