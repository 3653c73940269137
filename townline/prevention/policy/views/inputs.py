"""What the forms of policy hold."""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from django.utils.translation import gettext_noop
from pydantic import Field

from townline.platform.web.inputs import Body, Day, Input, Line, Reason, RowId
from townline.prevention.policy.services.overdue import Next

_CALLED: Mapping[str, str] = {
    "title": gettext_noop("과제 이름"),
    "title_en": gettext_noop("영어 이름"),
    "codes": gettext_noop("접수번호"),
    "theme": gettext_noop("주제"),
    "owner": gettext_noop("다음 단계 담당자"),
    "due_on": gettext_noop("다음 단계 기한"),
    "problem": gettext_noop("문제"),
    "evidence": gettext_noop("근거"),
    "options": gettext_noop("대안"),
    "cost": gettext_noop("비용"),
    "meeting": gettext_noop("회의 이름"),
    "decided_on": gettext_noop("결정일"),
    "minutes": gettext_noop("회의록"),
    "partner": gettext_noop("협력 기관"),
    "agreement": gettext_noop("협약"),
    "place": gettext_noop("시범 장소"),
    "begins_on": gettext_noop("시작일"),
    "ends_on": gettext_noop("종료일"),
    "measure": gettext_noop("측정 항목"),
    "control": gettext_noop("비교 대상"),
    "control_kind": gettext_noop("비교 방법"),
    "before": gettext_noop("시행 전 건수"),
    "before_days": gettext_noop("시행 전 일수"),
    "after": gettext_noop("시행 후 건수"),
    "after_days": gettext_noop("시행 후 일수"),
    "control_before": gettext_noop("비교 지역 시행 전 건수"),
    "control_after": gettext_noop("비교 지역 시행 후 건수"),
    "words": gettext_noop("쓴 내용"),
    "ko": gettext_noop("한국어 문구"),
    "en": gettext_noop("영어 문구"),
    "title_ko": gettext_noop("한국어 제목"),
    "lead_ko": gettext_noop("한국어 요약"),
    "lead_en": gettext_noop("영어 요약"),
    "body_ko": gettext_noop("한국어 본문"),
    "body_en": gettext_noop("영어 본문"),
    "first_text_on": gettext_noop("첫 문자 날짜"),
    "alt_ko": gettext_noop("한국어 사진 설명"),
    "alt_en": gettext_noop("영어 사진 설명"),
    "photo": gettext_noop("사진"),
    "on": gettext_noop("공개 여부"),
    "stance": gettext_noop("의견"),
    "token": gettext_noop("이 화면"),
}
type Count = Annotated[int, Field(ge=0, le=10_000_000)]
type Words = Annotated[Body, Field(min_length=1)]
type Named = Annotated[str, Field(min_length=1, max_length=120)]
type Title = Annotated[str, Field(min_length=1, max_length=80)]


class PolicyInput(Input):
    """Base: what pages call the fields."""

    CALLED: ClassVar[Mapping[str, str]] = _CALLED


class PolicyPress(PolicyInput):
    """A button without fields."""


class Followed(PolicyInput):
    """A step that another follows: by whom, and by which day."""

    owner: Line
    due_on: Day | None = None

    def arguments(self) -> dict[str, Any]:
        fields = dict(self)
        return fields | {"then": Next(fields.pop("owner"), fields.pop("due_on"))}


class NewMatter(Followed):
    title: Title
    title_en: Annotated[str, Field(max_length=120)] = ""
    department: Line
    codes: Line = ""
    theme: RowId | None = None
    linked: bool = False  # with the cases of the theme

    def arguments(self) -> dict[str, Any]:
        fields = super().arguments()
        fields.pop("linked")
        return fields | {"codes": fields["codes"].replace(",", " ").split()}


class Proposed(Followed):
    problem: Words
    evidence: Words
    options: Words
    cost: Annotated[str, Field(min_length=1, max_length=200)]


class Decided(Followed):
    meeting: Named
    decided_on: Day
    minutes: Words


class Started(Followed):
    """``measure`` and ``control``: left out, the room itself refuses and says why."""

    partner: Named
    agreement: Line = ""
    place: Named
    begins_on: Day
    ends_on: Day
    measure: Line = ""
    control: Line = ""
    control_kind: Annotated[str, Field(pattern="^(area|season)$")] = "area"


class Measured(Followed):
    before: Count | None = None
    before_days: Count | None = None
    after: Count | None = None
    after_days: Count | None = None
    control_before: Count | None = None
    control_after: Count | None = None
    words: Words

    def arguments(self) -> dict[str, Any]:
        fields = super().arguments()
        return {
            "then": fields.pop("then"), "words": fields.pop("words"), "counts": fields,
        }  # fmt: skip


class FollowedWhy(Followed):
    reason: Reason = ""


class PolicyWhy(PolicyInput):
    reason: Reason = ""


class StepMoved(PolicyInput):
    owner: Line
    due_on: Day | None = None
    reason: Reason = ""


class OriginCode(PolicyInput):
    code: Line


class PolicySwitch(PolicyInput):
    on: bool = False


class TellingWords(PolicyInput):
    ko: Annotated[Words, Field(max_length=1_000)]
    en: Annotated[Words, Field(max_length=1_000)]


class StoryWords(PolicyInput):
    title_ko: Annotated[str, Field(max_length=80)] = ""
    title_en: Annotated[str, Field(max_length=120)] = ""
    lead_ko: Annotated[str, Field(max_length=300)] = ""
    lead_en: Annotated[str, Field(max_length=400)] = ""
    body_ko: Body = ""
    body_en: Body = ""
    first_text_on: Day | None = None

    def arguments(self) -> dict[str, Any]:
        fields = dict(self)
        return {"first_text_on": fields.pop("first_text_on"), "words": fields}


class StoryPhotoWords(PolicyInput):
    alt_ko: Named
    alt_en: Named


class StoryPhotoGone(PolicyInput):
    photo: RowId


class VoiceForm(PolicyInput):
    """What somebody says on the page, then the code; the room looks at the telephone itself."""

    key: Annotated[str, Field(max_length=200)] = ""
    phone: Annotated[str, Field(max_length=40)] = ""
    stance: Annotated[str, Field(pattern="^(support|oppose)?$")] = ""
    words: Annotated[str, Field(max_length=1_000)] = ""
    token: Annotated[str, Field(max_length=64)] = ""
    code: Annotated[str, Field(max_length=20)] = ""
