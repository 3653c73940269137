"""A surge for tests: it is on, texts came in and were read, somebody helps."""

import datetime as dt
from typing import Any

from django.apps import apps

from tests.world import World
from townline.prevention.incidents.surge import api
from townline.prevention.incidents.tests.making import read

Case: Any = apps.get_model("cases", "Case")
TextReading: Any = apps.get_model("classification", "TextReading")
SNOW = "다솜동 비탈길에 눈이 쌓여 차가 못 올라가요"


def begin_surge(world: World) -> Any:
    return api.surge_begin(world.by("clerk1"), about_ko="", about_en="")


def helper(world: World, hours: float = 3) -> tuple[Any, str]:
    """Take somebody on; give the account with the path to a password."""
    return api.helper_add(
        world.by("clerk1"), name="김도움", office="옆 구청",
        ends_at=world.now + dt.timedelta(hours=hours), language="ko",
    )  # fmt: skip


def service() -> str:
    """Give some service of the district, and not by its name."""
    found = apps.get_model("departments", "Service").objects.order_by("position").first()
    assert found is not None
    return str(found.pk)


def come(world: World, count: int, about: str, begin: int = 0) -> list[str]:
    """Let texts of as many people come in and be read as of one service."""
    codes = []
    for number in range(begin, begin + count):
        code = world.text(SNOW, f"0100000{5000 + number:04d}")
        case = Case.objects.get(code=code)
        TextReading.objects.filter(case=case).update(
            state="read", service=about, probability=0.95, sure=True, version="t",
            services=[[about, 0.95]],
        )  # fmt: skip
        read(world, code, SNOW)
        codes.append(code)
    return codes


def states(codes: list[str]) -> list[str]:
    """Give the states of cases."""
    return list(Case.objects.filter(code__in=codes).values_list("state", flat=True))
