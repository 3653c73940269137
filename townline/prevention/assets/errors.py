"""What is refused of assets, and what is the matter with rows of a file."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext, gettext_noop

from townline.casework.cases.api import InvalidInput, NotFound
from townline.platform.core.text.particles import settle

SENTENCES = {
    "number": gettext_noop(
        "관리번호 ‘%(found)s’은(는) 받지 않습니다. 숫자를 넣어 %(longest)s자까지, 예: 12-345."
    ),
    "kind": gettext_noop("종류 ‘%(found)s’은(는) 없습니다. 받는 값: %(accepted)s."),
    "day": gettext_noop("설치일 ‘%(found)s’은(는) 날짜가 아닙니다. 예: 2026-03-02."),
    "long": gettext_noop("‘%(column)s’ 칸이 %(most)s자를 넘습니다."),
    "twice": gettext_noop("%(kind)s %(number)s이(가) 파일에 두 번 있습니다."),
    "column": gettext_noop("‘%(column)s’ 열이 없습니다. 파일의 열: %(accepted)s."),
    "no-number": gettext_noop("관리번호 열을 찾지 못했습니다. 파일의 열: %(accepted)s."),
}


@dataclass(frozen=True, slots=True)
class RowProblem:
    """``number``: the row it is about, None for the whole file. ``kind`` is stable."""

    kind: str
    number: int | None = None
    values: Mapping[str, object] = field(default_factory=dict)

    def words(self) -> str:
        """Say it in the reader's language."""
        return settle(gettext(SENTENCES[self.kind]) % self.values)


class AssetNotFound(NotFound):
    """No such asset in the district."""

    type = "asset-not-found"
    title = "There is no such asset"
    sentence = gettext_noop("없는 시설물입니다. 번호를 확인해 주세요.")


class UnknownAssetKind(InvalidInput):
    """A kind that the district's data does not have; ``value``."""

    type = "asset-kind"
    title = "The district has no such kind of asset"
    sentence = gettext_noop("시설물 종류를 선택해 주세요.")


class AssetFileWrong(InvalidInput):
    """A file with problems, of which nothing is taken; ``count``."""

    type = "asset-file-wrong"
    title = "The file has problems, and nothing of it was taken"
    sentence = gettext_noop("파일에 고칠 곳이 %(count)s곳 있어 아무것도 가져오지 않았습니다.")
