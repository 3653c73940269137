"""Refusals of where to look next, and what is the matter with single rows of a file."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext, gettext_noop

from townline.platform.core.refusals import Refusal
from townline.platform.core.text.particles import settle

SENTENCES = {
    "surface": gettext_noop(
        "‘%(column)s’ 칸의 %(found)s은(는) 받지 않습니다. 받는 값: %(accepted)s."
    ),
    "number": gettext_noop("‘%(column)s’ 칸의 %(found)s은(는) 0 이상의 숫자가 아닙니다. 예: 600."),
    "year": gettext_noop("‘%(column)s’ 칸의 %(found)s은(는) 연도가 아닙니다. 예: 1978."),
    "day": gettext_noop("‘%(column)s’ 칸의 %(found)s은(는) 날짜가 아닙니다. 예: 2026-03-02."),
    "needed": gettext_noop("‘%(column)s’ 칸이 비어 있습니다. 적어 주세요."),
    "order": gettext_noop("‘%(column)s’ 날짜가 시작일보다 빠릅니다."),
    "long": gettext_noop("‘%(column)s’ 칸이 %(most)s자를 넘습니다."),
    "nul": gettext_noop("‘%(column)s’ 칸에 저장할 수 없는 글자가 있습니다."),
    "twice": gettext_noop("관리번호 %(code)s이(가) 파일에 두 번 있습니다."),
    "table": gettext_noop("표로 읽을 수 없습니다. 날짜와 강수량(mm) 열이 있는 CSV를 올려 주세요."),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class RowProblem:
    """``number``: the row it is about, None for the whole file. ``kind`` is stable."""

    kind: str
    number: int | None = None
    values: Mapping[str, object] = field(default_factory=dict)

    def words(self) -> str:
        """Say it in the reader's language."""
        return settle(gettext(SENTENCES[self.kind]) % self.values)


class PlanningError(Refusal):
    """Base of what this room refuses."""


class PlanningNotAllowed(PlanningError):
    """Somebody who may read the list, and not plan by it."""

    type = "planning-not-allowed"
    status = 403
    title = "Only departments of roads and sewers plan explorations"
    sentence = gettext_noop("탐사 계획은 도로·하수 부서의 직원이 세웁니다.")


class FileGone(PlanningError):
    """A file that was taken already, or that its person replaced by another one."""

    type = "place-file-gone"
    status = 409
    title = "The file is not waiting any more"
    sentence = gettext_noop("이 파일은 이미 가져왔거나 새 파일로 바뀌었습니다. 다시 올려 주세요.")


class FileWrong(PlanningError):
    """A file with problems, of which nothing is taken."""

    type = "place-file-wrong"
    status = 422
    title = "The file has problems, and nothing of it was taken"
    sentence = gettext_noop("파일에 고칠 곳이 있어 아무것도 가져오지 않았습니다.")
