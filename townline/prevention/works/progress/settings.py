"""Orders and progress of works in a district's data: ``works.json`` beside the kinds."""

from typing import Annotated, ClassVar

from pydantic import Field

from townline.platform.core.district_files.part import Part
from townline.platform.core.district_files.values import Days, Must, Names, Within

_DAY = r"^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$"
type MonthDay = Annotated[str, Field(pattern=_DAY), Must("a month and day, as 06-25")]

ORDERED = ("work", "place", "count", "day", "link", "office", "phone")
WARRANTY = (*ORDERED, "earlier")
REMINDED = ("work", "place", "count", "day", "office", "phone")
VISITED = ("work", "place", "day", "firm", "second", "third", "link")
TEXT_FIELDS = ("work", "place", "firm")


def _names(ko: str, en: str) -> Names:
    return Names(ko=ko, en=en)


class ProgressTexts(Part, extra="forbid"):
    """What firms and residents are texted.

    ``link`` is the resident's page, "" where there is none.
    ``office`` and ``phone`` name who orders; ``earlier`` is the order that a warranty is of.

    ``visit`` asks whether a day suits (1 yes, 2 and 3 other days, 4 none of them), ``after`` how it
    went (1 well, 2 a defect, 3 nobody came).
    """

    order: Annotated[Names, Within(300, 300, ORDERED)] = _names(
        "[{office}] 공사를 의뢰합니다: {work} {count}곳({place}), {day}까지. {link} 문의 {phone}",
        "[{office}] Please carry out: {work}, {count} places ({place}), by {day}. {link} "
        "Questions: {phone}",
    )
    warranty: Annotated[Names, Within(300, 300, WARRANTY)] = _names(
        "[{office}] 하자 보수(무상)를 요청합니다: {work} {count}곳({place}), {day}까지. "
        "발주 {earlier}번의 하자 보증에 따릅니다. {link} 문의 {phone}",
        "[{office}] Please mend a defect under the warranty of order {earlier}, free of charge: "
        "{work}, {count} places ({place}), by {day}. {link} Questions: {phone}",
    )
    reminder: Annotated[Names, Within(300, 300, REMINDED)] = _names(
        "[{office}] 의뢰한 공사를 확인해 주세요: {work} {count}곳({place}), 기한 {day}. 앞서 보낸 "
        "링크에서 답해 주세요. 문의 {phone}",
        "[{office}] A reminder of your order: {work}, {count} places ({place}), due {day}. Answer "
        "behind the link that we sent. Questions: {phone}",
    )
    visit: Annotated[Names, Within(600, 600, VISITED)] = _names(
        "{day}에 {firm}에서 방문해 댁의 {work} 공사를 합니다. 그날이 좋으면 1, {second}(으)로 "
        "바꾸려면 2, {third}(으)로 바꾸려면 3, 모두 어려우면 4를 답장해 주세요. {link}",
        "{firm} will come on {day} to fit: {work}. Reply 1 if that suits, 2 for {second}, 3 for "
        "{third}, 4 if none does. {link}",
    )
    fixed: Annotated[Names, Within(300, 300, VISITED)] = _names(
        "알겠습니다. {day}에 {firm}에서 방문합니다.", "Thank you. {firm} will come on {day}."
    )
    none: Annotated[Names, Within(300, 300, VISITED)] = _names(
        "알겠습니다. 담당자가 다른 날을 정해 다시 알려 드립니다.",
        "Thank you. We will find another day and tell you.",
    )
    moved: Annotated[Names, Within(300, 300, VISITED)] = _names(
        "{place}: 거주자가 {day} 방문을 바랍니다({work}).",
        "{place}: the resident asks for a visit on {day} ({work}).",
    )
    after: Annotated[Names, Within(600, 600, TEXT_FIELDS)] = _names(
        "댁의 {work} 공사를 마쳤습니다. 잘 되었으면 1, 문제가 있으면 2, 아무도 오지 않았으면 3을 "
        "답장해 주세요.",
        "The work at your home is finished: {work}. Reply 1 if all is well, 2 if something is "
        "wrong, 3 if nobody came.",
    )
    thanks: Annotated[Names, Within(300, 300, TEXT_FIELDS)] = _names(
        "답해 주셔서 고맙습니다.", "Thank you for telling us."
    )
    looked_into: Annotated[Names, Within(300, 300, TEXT_FIELDS)] = _names(
        "알려 주셔서 고맙습니다. 담당자가 확인하고 연락드립니다.",
        "Thank you for telling us. We will look into it and be in touch.",
    )


class ProgressSettings(Part):
    """How works are ordered and followed.

    ``rainy_season``: the day that the countdown counts to, and before and after which effects are
    counted. ``far``: from so many metres on a photo is asked about. ``answer_days``: after which
    a firm that said nothing is reminded. ``stuck_days``: after which what waits is called stuck.
    ``check_ahead_days``: so long before its day a yearly check is put into a round.
    ``firm_visits`` of one firm on one day: a resident is offered no day that has as many.
    ``warranty_ground``: the law by which a firm mends defects free of charge; ``terms`` of an order
    as its paper states them.
    ``public``: everybody sees totals without small counts and released photos (``/open/works``).
    """

    file: ClassVar[str] = "works.json"
    stored: ClassVar[str] = "works"

    rainy_season: MonthDay = "06-25"
    far: Annotated[int, Field(ge=1, le=100_000), Must("a whole number of metres")] = 150
    answer_days: Days = 2
    stuck_days: Days = 21
    check_ahead_days: Days = 30
    firm_visits: Annotated[int, Field(ge=1, le=1_000), Must("a number of visits")] = 8
    public: bool = False
    warranty_ground: Annotated[Names, Within(200, 200)] = _names(
        "「건설산업기본법」 제28조에 따른 하자담보책임",
        "Liability for defects, Framework Act on the Construction Industry, article 28",
    )
    terms: Annotated[Names, Within(1_000, 1_000)] = _names(
        "1. 계약 금액은 위 합계로 하며, 준공 승인 후 청구를 받아 지급합니다.\n"
        "2. 기한 안에 마칠 수 없으면 기한 전에 담당 부서에 알리고 협의합니다.\n"
        "3. 하자 보증 기간은 준공 승인일부터 공사 종류별로 정한 기간이며, 그 안의 하자는 무상으로 "
        "보수합니다.\n"
        "4. 거주자의 개인정보를 공사 외의 목적으로 쓰거나 남에게 알리지 않습니다.\n"
        "5. 작업 전과 후의 사진을 보낸 링크에 올립니다.",
        "1. The price is the total above, payable on invoice after acceptance.\n"
        "2. If the date cannot be met, tell the department before it has passed.\n"
        "3. The warranty runs from acceptance for the time set for each kind of work; defects "
        "within it are mended free of charge.\n"
        "4. Personal data of residents is used for the work alone and given to nobody.\n"
        "5. Photos of before and after are sent behind the link.",
    )
    texts: ProgressTexts = ProgressTexts()
