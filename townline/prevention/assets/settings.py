"""Kinds of assets in a district's data: ``assets.json``; what it lacks is the programme's own."""

from typing import Annotated, ClassVar

from pydantic import Field

from townline.platform.core.district_files.part import Part
from townline.platform.core.district_files.values import (
    Code,
    Count,
    Days,
    Many,
    Must,
    Names,
    Text,
    Within,
    named_in,
)


class AssetKind(Part, extra="forbid"):
    """One kind of asset.

    ``words``: what residents call it beside its names; a number that stands with one of them is
    looked up. ``service``: the category of a case that names one, whose department gets it.
    ``open``: everybody may have the list of them.
    """

    name: Annotated[Names, Within(20, 40)]
    words: Many[Text] = ()
    service: Annotated[str, named_in("services")] = ""
    open: bool = True


def _kind(ko: str, en: str, *words: str) -> AssetKind:
    return AssetKind.model_validate({"name": {"ko": ko, "en": en}, "words": words})


_KINDS = {
    "light": _kind("보안등", "Street light", "가로등", "보안등", "streetlight", "lamp"),
    "drain": _kind("빗물받이", "Storm drain", "빗물받이", "배수구", "drain"),
    "cctv": _kind("CCTV", "CCTV", "방범카메라", "씨씨티비"),
    "sign": _kind("표지판", "Sign", "안내판", "도로표지"),
    "tree": _kind("가로수", "Street tree", "tree"),
    "playground": _kind("어린이놀이터", "Playground", "놀이터"),
    "shelter": _kind("쉼터", "Shelter", "무더위쉼터", "버스정류장", "bus stop"),
}


class RepeatedFailures(Part, extra="forbid"):
    """An asset stands on the list of failures after ``cases`` within ``days``."""

    cases: Annotated[int, Field(ge=2, le=20), Must("a whole number, 2 to 20")] = 3
    days: Days = 90


class Assets(Part, extra="forbid"):
    """All that ``assets.json`` says. ``near``: metres around a spot that assets are offered of."""

    file: ClassVar[str] = "assets.json"
    stored: ClassVar[str] = "assets"

    kinds: dict[Code, AssetKind] = _KINDS
    near: Count = 50
    repeated: RepeatedFailures = RepeatedFailures()
