"""Works in a district's data: ``works.json``; what it lacks is the programme's own."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from townline.platform.core.district_files.part import NEEDED, Part
from townline.platform.core.district_files.values import (
    Code,
    Count,
    Days,
    Many,
    Must,
    Names,
    Within,
    named_in,
)

type Month = Annotated[int, Field(ge=1, le=12), Must("a month, 1 to 12")]
type Won = Annotated[int, Field(ge=0), Must("a whole number of won")]
type Millimetres = Annotated[int, Field(ge=0, le=297), Must("millimetres, 0 to 297")]
type Crew = Annotated[float, Field(ge=0, le=365), Must("a number of days of one crew")]
type ConsentRole = Annotated[Literal["landlord", "tenant"], Must("landlord or tenant")]


class MeasureKind(Part, extra="forbid"):
    """One kind of measure.

    ``price`` of one piece; ``needs``: which need codes lead to it, without any its own code.
    ``lead_days`` from order to work; ``months`` in which the work can be done, without any all;
    ``crew_days`` that one crew works at one piece. ``consent``: whose it needs. ``check_every``:
    days after which it is looked at again (a battery), None: never. ``guarantee_days`` from
    acceptance.
    ``about``: what a resident reads: what is done, and what they have to do.
    """

    name: Annotated[Names, Within(20, 40)]
    price: Annotated[Won, NEEDED]
    needs: Many[Code] = ()
    lead_days: Days = 30
    months: Many[Month] = ()
    crew_days: Crew = 0.5
    consent: Many[ConsentRole] = ("landlord", "tenant")
    check_every: Days | None = None
    guarantee_days: Annotated[int, Field(ge=0, le=3_650), Must("days, 0 to 3650")] = 730
    about: Annotated[Names, Within(200, 300)] | None = None


class SurveyNumber(Part, extra="forbid"):
    """A number that an answer of a survey tells: ``item`` of its rules, and what each is worth."""

    item: Code
    values: dict[str, Annotated[int, Field(ge=0, le=1_000), Must("a number, 0 to 1000")]]


class Budget(Part, extra="forbid"):
    """Whose money: a source of a year's budget."""

    name: Annotated[Names, Within(20, 40)]


def _kind(
    ko: str, en: str, price: int, days: float, about: tuple[str, str], **further: object
) -> MeasureKind:
    fields = {"name": {"ko": ko, "en": en}, "about": dict(zip(("ko", "en"), about, strict=True))}
    return MeasureKind.model_validate({**fields, "price": price, "crew_days": days, **further})


# The seven kinds, with prices that a district replaces by those of its tender.
_KINDS = {
    "flood-barrier": _kind(
        "차수판", "Flood barrier", 700_000, 0.5,
        ("현관과 창문 앞에 물막이판을 답니다.", "We fit a barrier before the door and windows."),
        lead_days=30,
    ),
    "backflow-valve": _kind(
        "역류방지밸브", "Backflow valve", 250_000, 0.5,
        ("하수가 거꾸로 들어오지 않도록 배수관에 밸브를 답니다.",
         "We fit a valve in the drain so that sewage cannot come back in."),
        lead_days=20, months=[3, 4, 5, 6, 7, 8, 9, 10, 11],
    ),
    "openable-grille": _kind(
        "개폐식 방범창", "Openable window grille", 450_000, 0.5,
        ("안에서 열리는 방범창으로 바꿉니다.", "We change the bars for ones that open inside."),
        lead_days=30,
    ),
    "flood-alarm": _kind(
        "침수경보기", "Flood alarm", 120_000, 0.1,
        ("물이 차면 울리는 경보기를 답니다. 해마다 건전지를 확인합니다.",
         "We fit an alarm that sounds when water rises, and check its battery each year."),
        lead_days=14, check_every=365, consent=["tenant"],
    ),
    "ventilation-fan": _kind(
        "스마트 환풍기", "Ventilation fan", 350_000, 0.3,
        ("습기를 줄이는 환풍기를 답니다.", "We fit a fan that takes the damp out."),
        lead_days=21,
    ),
    "extinguisher": _kind(
        "소화기", "Fire extinguisher", 30_000, 0.05,
        ("소화기를 드리고 쓰는 법을 알려 드립니다.", "We bring one and show how it is used."),
        lead_days=7, consent=["tenant"],
    ),
    "fire-alarm": _kind(
        "화재경보기", "Fire alarm", 40_000, 0.1,
        ("불이 나면 울리는 경보기를 답니다.", "We fit an alarm that sounds when there is a fire."),
        lead_days=7, check_every=365, consent=["tenant"],
    ),
    "hazard-repair": _kind(
        "위험 지점 보수", "Hazard repair", 1_500_000, 1.0,
        ("위험한 곳을 고칩니다.", "We repair the dangerous spot."),
        lead_days=14, consent=[],
    ),
}  # fmt: skip
_BUDGETS = {
    "district": Budget.model_validate({"name": {"ko": "구비", "en": "District"}}),
    "city": Budget.model_validate({"name": {"ko": "시비", "en": "City"}}),
}


TEXT_FIELDS = ("office", "place", "measures", "link", "day")
CODED = ("office", "code")


class WorkTexts(Part, extra="forbid"):
    """Texts to landlords and tenants; ``renew``: once a year, to who said yes."""

    ask: Annotated[Names, Within(300, 300, TEXT_FIELDS)] = Names(
        ko="[{office}] {place}의 주택 정비({measures})에 동의가 필요합니다. 비용은 구청이 "
        "냅니다. {day}까지 답해 주세요. {link}",
        en="[{office}] We need your consent to work at {place} ({measures}). The office pays. "
        "Please answer by {day}: {link}",
    )
    remind: Annotated[Names, Within(300, 300, TEXT_FIELDS)] = Names(
        ko="[{office}] {place}의 주택 정비({measures}) 동의를 기다리고 있습니다. 비용은 구청이 "
        "냅니다. {day}까지 답해 주세요. {link}",
        en="[{office}] We are waiting for your answer about the work at {place} ({measures}). "
        "The office pays. Please answer by {day}: {link}",
    )
    renew: Annotated[Names, Within(300, 300, TEXT_FIELDS)] = Names(
        ko="[{office}] {place}에 아직 살고 계신가요? 주택 정비({measures})를 하려면 한 번 더 답해 "
        "주세요. {link}",
        en="[{office}] Do you still live at {place}? Tell us here, so that the work ({measures}) "
        "can go on: {link}",
    )
    code: Annotated[Names, Within(120, 120, CODED)] = Names(
        ko="[{office}] 주택 정비 동의 인증번호는 {code}입니다. 10분 안에 적어 주세요.",
        en="[{office}] Your code for the work on your home is {code}. Enter it within 10 minutes.",
    )


class Window(Part, extra="forbid"):
    """Where an envelope's window shows the sheet's address; millimetres from its corner."""

    left: Millimetres = 20
    top: Millimetres = 45
    width: Millimetres = 90
    height: Millimetres = 40


class Letter(Part, extra="forbid"):
    """The letter to who has no telephone: who sends it, and what it says."""

    window: Window = Window()
    sender: str = ""
    title: Names = Names(ko="주택 정비 동의 안내", en="Work on your home: we need your consent")
    body: Names = Names(
        ko="침수와 화재에서 안전하도록 구청이 아래 공사를 지원합니다. 비용은 구청이 냅니다. "
        "집주인과 세입자가 모두 동의해야 공사를 할 수 있습니다.",
        en="To keep the home safe from floods and fire the office offers the work below, at its "
        "own cost. It can be done when both landlord and tenant agree.",
    )
    how: Names = Names(
        ko="휴대전화로 QR 코드를 찍어 답하거나, 아래 동의서를 적어 보내 주세요.",
        en="Answer by scanning the code with your phone, or send the form below back to us.",
    )


class Works(Part):
    """All that ``works.json`` says of measures and consent.

    ``department``: whose officers and heads work on them, "" for those of all departments.
    ``people`` at risk in a home and past ``floods``: by which answers of surveys.
    ``landlord_days``, ``tenant_days``: how long a consent counts; a tenant's a year, since tenants
    change. ``answer_within``: days that a text or letter asks for an answer in. ``remind_days``
    between reminders, ``reminders`` at most; ``link_days`` of a link.
    """

    file: ClassVar[str] = "works.json"
    stored: ClassVar[str] = "works"

    department: Annotated[str, named_in("departments")] | Literal[""] = ""
    kinds: dict[Code, MeasureKind] = _KINDS
    budgets: dict[Code, Budget] = _BUDGETS
    people: SurveyNumber | None = None
    floods: SurveyNumber | None = None
    landlord_days: Annotated[int, Field(ge=1, le=3_650), Must("days, 1 to 3650")] = 1_460
    tenant_days: Annotated[int, Field(ge=1, le=3_650), Must("days, 1 to 3650")] = 365
    answer_within: Days = 14
    remind_days: Days = 7
    reminders: Count = 3
    link_days: Days = 60
    words: WorkTexts = WorkTexts()
    letter: Letter = Letter()
