"""A matter on its way, for tests: each step as people do it."""

import datetime as dt

from townline.prevention.policy import api
from townline.prevention.policy.models import Matter
from townline.prevention.policy.services.marks import today

WORDS = {
    "title_ko": "역류방지밸브", "title_en": "Backflow valves",
    "lead_ko": "비가 오면 물이 거꾸로 들어왔습니다.", "lead_en": "Water came back in with rain.",
    "body_ko": "첫 문자가 왔습니다.\n\n밸브를 달았습니다.",
    "body_en": "The first text came.\n\nWe fitted valves.",
}  # fmt: skip
TO_KO = "{day}에 보내신 문자가 정책이 되었습니다. 고맙습니다."
TO_EN = "Your text of {day} became a policy. Thank you."


def then(world, days=30, owner="clerk1"):
    return api.Next(owner, today(world.now) + dt.timedelta(days=days))


def act(world, username="clerk1", **more):
    return {"act": world.by(username), **more}


def open_matter(world, *codes, title="반지하 침수", username="clerk1", **more):
    return api.matter_open(
        **act(world, username), title=title, department=more.pop("department", "water"),
        then=more.pop("then", then(world)), codes=codes, **more,
    )  # fmt: skip


def propose_matter(world, number):
    return api.proposal_make(
        **act(world), number=number, then=then(world), problem="비만 오면 물이 들어와요",
        evidence="3년 동안 41건", options="밸브를 달거나 펌프를 둔다", cost="1,200만 원",
    )  # fmt: skip


def decide_matter(world, number):
    return api.decision_record(
        **act(world), number=number, then=then(world), meeting="정책 회의",
        decided_on=today(world.now), minutes="스무 집에서 먼저 해 본다.",
    )  # fmt: skip


def start_pilot(world, number, **more):
    defaults = {
        "partner": "건축사회", "place": "은하동", "begins_on": today(world.now),
        "ends_on": today(world.now) + dt.timedelta(days=90), "measure": "한 달 침수 민원",
        "control": "별내동",
    }  # fmt: skip
    return api.pilot_start(**act(world), number=number, then=then(world), **(defaults | more))


COUNTS = {"before": 40, "before_days": 120, "after": 6, "after_days": 120,
          "control_before": 30, "control_after": 28}  # fmt: skip


def measure_pilot(world, number, **counts):
    return api.outcome_record(
        **act(world), number=number, then=then(world), counts=COUNTS | counts, words="줄었습니다"
    )


def adopt_matter(world, number):
    return api.matter_adopt(**act(world), number=number, reason="효과가 있었습니다")


WAY = (propose_matter, decide_matter, start_pilot, measure_pilot, adopt_matter)


def bring_matter(world, *codes, steps=5, **more):
    """Bring a matter so many steps on its way."""
    matter = open_matter(world, *codes, **more)
    for step in WAY[:steps]:
        step(world, matter.pk)
    return fresh(matter)


def publish_story(world, number):
    api.story_write(**act(world), number=number, words=WORDS)
    api.story_publish(**act(world), number=number, on=True)


def fresh(matter):
    return Matter.objects.get(pk=matter.pk)
