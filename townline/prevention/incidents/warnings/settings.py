"""Warnings in a district's data: ``warnings.json``; what it lacks is the programme's own."""

from collections.abc import Sequence
from typing import Annotated, ClassVar

from pydantic import Field

from townline.platform.core.district_files.part import Part
from townline.platform.core.district_files.values import Code, Many, Must, Names, Text, Within

_PerMinute = Annotated[int, Field(ge=1, le=60_000), Must("a whole number of texts, at least 1")]


class WarningKind(Part, extra="forbid"):
    """One kind of warning.

    ``words``: what people text to be warned. ``life``: it leaves at night too. ``homes``: grades of
    surveyed homes that it is meant for first, none if left out. ``template``: what it begins with;
    ``{dongs}`` in it are the dongs, and how to stop stands below it.
    """

    name: Annotated[Names, Within(20, 40)]
    words: Many[Text]
    life: bool = False
    homes: Many[Text] = ()
    template: Annotated[Names, Within(300, 500, ("dongs",))]


def _kind(
    ko: str, en: str, words: Sequence[str], template_ko: str, template_en: str,
    *, life: bool = False, homes: Sequence[str] = (),
) -> WarningKind:  # fmt: skip
    return WarningKind.model_validate({
        "name": {"ko": ko, "en": en}, "words": list(words), "life": life, "homes": list(homes),
        "template": {"ko": template_ko, "en": template_en},
    })  # fmt: skip


# What the programme has for a district that says nothing.
_KINDS = {
    "rain": _kind(
        "호우", "Heavy rain", ("호우", "큰비", "침수", "rain"),
        "[호우 알림] {dongs}에 큰비가 예보되었습니다. 반지하와 낮은 곳의 물막이판을 확인하고, "
         "물이 들어오면 바로 위층으로 대피해 주세요. 위험하면 119.",
         "[Heavy rain] Heavy rain is forecast for {dongs}. Check flood barriers of low homes. "
         "If water comes in, go upstairs at once. In danger call 119.",
        life=True, homes=("C", "D"),
    ),
    "ice": _kind(
        "빙판", "Ice", ("빙판", "빙판길", "결빙", "ice"),
        "[빙판 알림] {dongs}의 비탈길과 계단이 얼 수 있습니다. 미끄럼에 조심해 주세요.",
         "[Ice] Slopes and stairs in {dongs} may freeze. Please take care.",
    ),
    "heat": _kind(
        "폭염", "Heat", ("폭염", "더위", "heat"),
        "[폭염 알림] {dongs}에 폭염이 예보되었습니다. 한낮에는 밖에 나가지 말고 무더위 쉼터를 "
         "이용해 주세요.",
         "[Heat] A heatwave is forecast for {dongs}. Stay in at midday and use cooling centres.",
    ),
    "snow": _kind(
        "대설", "Snow", ("대설", "폭설", "눈", "snow"),
        "[대설 알림] {dongs}에 많은 눈이 예보되었습니다. 대중교통을 이용하고 집 앞 눈을 "
         "치워 주세요.",
         "[Snow] Heavy snow is forecast for {dongs}. Use public transport, clear your doorway.",
    ),
    "air": _kind(
        "미세먼지", "Air quality", ("미세먼지", "먼지", "air", "dust"),
        "[미세먼지 알림] {dongs}의 공기 질이 나쁩니다. 창문을 닫고 마스크를 써 주세요.",
         "[Air quality] The air in {dongs} is bad. Keep windows shut and wear a mask.",
    ),
}  # fmt: skip


def _names(ko: str, en: str) -> Names:
    return Names.model_validate({"ko": ko, "en": en})


class WarningTexts(Part, extra="forbid"):
    """What residents read. ``stop`` ends each warning and names one of the district's stop words.

    ``taken`` and ``already`` hold ``{kind}`` and ``{dong}``, ``ended`` ``{kind}``, ``which_dong``
    ``{dongs}``, ``which_kind`` ``{kinds}``, ``code`` ``{code}``, ``invite`` ``{kind}`` and
    ``{example}``.
    """

    stop: Annotated[Names, Within(60, 60)] = _names(
        "그만 받으시려면 '수신거부'라고 보내 주세요.", "To stop, text STOP."
    )
    taken: Annotated[Names, Within(200, 200, ("kind", "dong"))] = _names(
        "[안전 알림] {dong} {kind} 알림을 보내 드립니다. "
        "그만 받으시려면 '수신거부'라고 보내 주세요.",
        "[Warnings] You will get warnings of {kind} for {dong}. To stop, text STOP.",
    )
    already: Annotated[Names, Within(200, 200, ("kind", "dong"))] = _names(
        "[안전 알림] 이미 {dong} {kind} 알림을 받고 계십니다. "
        "그만 받으시려면 '수신거부'라고 보내 주세요.",
        "[Warnings] You already get warnings of {kind} for {dong}. To stop, text STOP.",
    )
    ended: Annotated[Names, Within(200, 200, ("kind",))] = _names(
        "[안전 알림] {kind} 알림을 더 보내지 않습니다. 신청하신 다른 알림은 그대로 보내 드립니다.",
        "[Warnings] You get no more warnings of {kind}. Other warnings you asked for go on.",
    )
    which_dong: Annotated[Names, Within(300, 300, ("dongs", "example"))] = _names(
        "[안전 알림] 어느 동인지 알 수 없습니다. "
        "동 이름을 확인해 다시 보내 주세요({dongs}). 예: {example}",
        "[Warnings] We do not know that dong. "
        "Check its name and text again ({dongs}). Example: {example}",
    )
    which_kind: Annotated[Names, Within(300, 300, ("kinds", "example"))] = _names(
        "[안전 알림] 그런 알림은 없습니다. 보내 드리는 알림: {kinds}. 예: {example}",
        "[Warnings] There is no such warning. We send: {kinds}. Example: {example}",
    )
    code: Annotated[Names, Within(200, 200, ("code",))] = _names(
        "[안전 알림] 인증번호는 {code}입니다. 10분 안에 적어 주세요.",
        "[Warnings] Your code is {code}. Enter it within 10 minutes.",
    )
    invite: Annotated[Names, Within(300, 300, ("kind", "example"))] = _names(
        "[안전 알림] 집 조사 때 알려 주신 번호로 안내드립니다. {kind} 전에 알림을 받으시려면 "
        "'{example}'(이)라고 답장해 주세요. 원하지 않으시면 답하지 않으셔도 됩니다.",
        "[Warnings] You gave us this number when your home was surveyed. To be warned of {kind}, "
        "reply '{example}'. If you do not want this, do nothing.",
    )


class Warnings(Part, extra="forbid"):
    """All that ``warnings.json`` says.

    ``public``: whether everybody may ask for warnings on ``/open/warnings``. ``ask_words``: what
    follows the word of a kind in a text that asks (``빙판 알림 …``, ``ice alerts …``);
    ``request_words``: what may stand around them (``빙판 알림 신청 …``).
    ``per_minute``: so many texts of a warning leave in a minute.
    """

    file: ClassVar[str] = "warnings.json"
    stored: ClassVar[str] = "warnings"

    public: bool = True
    kinds: dict[Code, WarningKind] = _KINDS
    ask_words: Many[Text] = (
        "알림", "알람", "안내문자", "alerts", "alert", "warnings", "warning",
    )  # fmt: skip
    request_words: Many[Text] = (
        "신청합니다", "신청해요", "신청할게요", "신청", "등록", "받기", "받을래요", "받을게요",
        "받고 싶어요", "받고 싶습니다", "보내주세요", "켜기", "문자", "부탁드려요", "부탁드립니다",
        "sign up", "please", "send", "me", "i want", "get", "text",
    )  # fmt: skip
    texts: WarningTexts = WarningTexts()
    per_minute: _PerMinute = 600
