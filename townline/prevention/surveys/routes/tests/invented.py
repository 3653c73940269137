"""Small towns for the rules: homes, people and days, drawn by Hypothesis or by a seed."""

import datetime as dt

from hypothesis import strategies as st

from townline.prevention.surveys.routes.rules.shapes import Pace, Person, Stop

MONDAY = dt.date(2026, 9, 21)
DAYS = [MONDAY + dt.timedelta(days=n) for n in range(5)]
PACE = Pace(minutes=20, minutes_more=10)
NINE, SIX = dt.time(9), dt.time(18)
WINDOWS = [(dt.time(10), dt.time(12)), (dt.time(13), dt.time(15)), (dt.time(9), SIX)]


def point(n):
    """A place some 100 m from the next."""
    return 37.5 + n % 20 * 0.001, 127.0 + n // 20 * 0.001


def person(number, *, most=8, days=DAYS, at=None, **more):
    hours = {"begins_at": NINE, "ends_at": SIX} | more
    return Person(
        id=number, start=point(at if at is not None else 7 * number), most=most, days=days, **hours
    )


def home(number, at=None, **more):
    where = at if at is not None else number
    return Stop(id=number, point=point(where), building=f"door {where}", **more)


@st.composite
def towns(draw):
    """Draw people with days away and skills, and homes: some fixed, some with an appointment."""
    people = [
        person(
            n,
            most=draw(st.integers(3, 9)),
            days=sorted(draw(st.sets(st.sampled_from(DAYS), min_size=1))),
            skills=frozenset(draw(st.sets(st.sampled_from("ab")))),
            pause=draw(st.sampled_from([None, (dt.time(12), 60)])),
        )
        for n in range(1, draw(st.integers(1, 4)) + 1)
    ]
    homes = []
    for number in range(draw(st.integers(1, 60))):
        at = draw(st.integers(0, 40))
        skills = draw(st.sampled_from([(), (), (), ("a",)]))
        bound = draw(st.sampled_from([None, None, None, None, "fixed", "timed"]))
        more = {"skills": frozenset(skills), "earliest": draw(st.sampled_from([None, DAYS[2]]))}
        if bound:
            whose = draw(st.sampled_from(people))
            more = {"surveyor": whose.id, "day": draw(st.sampled_from(whose.days))}
        if bound == "timed":
            begins, ends = draw(st.sampled_from(WINDOWS))
            more |= {"not_before": begins, "not_after": ends}
        homes.append(home(number, at, **more))
    return homes, people
