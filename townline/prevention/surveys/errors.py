"""Refusals of surveys."""

from collections.abc import Mapping
from typing import ClassVar

from django.utils.translation import gettext_noop

from townline.casework.cases.api import InvalidInput, WrongState


class UnreadableList(InvalidInput):
    """A file of homes that cannot be read; ``why``, and what the sentence names."""

    type = "unreadable-list"
    title = "The list cannot be read"
    sentence = gettext_noop("목록 파일을 읽을 수 없습니다. 다시 저장해 올려 주세요.")
    sentence_by: ClassVar[Mapping[str, str]] = {
        "format": gettext_noop("CSV 또는 엑셀(XLSX) 파일을 올려 주세요."),
        "old_excel": gettext_noop(
            "예전 엑셀(XLS) 파일은 읽을 수 없습니다. XLSX로 저장해 올려 주세요."
        ),
        "broken": gettext_noop("엑셀 파일이 손상되었습니다. 다시 저장해 올려 주세요."),
        "large": gettext_noop("파일이 너무 큽니다. %(most)s MB까지 받습니다. 나누어 올려 주세요."),
        "many": gettext_noop("줄이 너무 많습니다. %(most)s줄까지 받습니다. 나누어 올려 주세요."),
        "wide": gettext_noop("열이 너무 많습니다. %(most)s열까지 받습니다. 빈 열을 지워 주세요."),
        "merges": gettext_noop("병합한 셀이 너무 많습니다. 병합을 풀고 올려 주세요."),
        "unpacked": gettext_noop(
            "압축을 풀면 %(most)s MB가 넘는 엑셀 파일입니다. 나누어 올려 주세요."
        ),
        "time": gettext_noop("파일을 읽는 데 너무 오래 걸립니다. 필요한 줄과 열만 남겨 주세요."),
        "memory": gettext_noop("파일을 읽는 데 메모리가 너무 많이 듭니다. 나누어 올려 주세요."),
        "nesting": gettext_noop("파일의 구조가 너무 깊습니다. CSV로 저장해 올려 주세요."),
        "encoding": gettext_noop("글자를 읽을 수 없습니다. UTF-8 또는 CP949로 저장해 올려 주세요."),
        "empty": gettext_noop("파일에 주택이 한 줄도 없습니다."),
        "headings": gettext_noop("첫 줄에서 머리글을 찾을 수 없습니다. 열 이름을 적어 주세요."),
        "sheet": gettext_noop("시트가 여러 개입니다. 하나를 선택해 주세요: %(sheets)s"),
        "unknown_sheet": gettext_noop("그런 시트가 없습니다. 하나를 선택해 주세요: %(sheets)s"),
        "address": gettext_noop("어느 열이 주소인지 선택해 주세요. 열: %(headings)s"),
        "column": gettext_noop("‘%(heading)s’ 열이 파일에 없습니다. 열: %(headings)s"),
    }


class UnknownKind(InvalidInput):
    """No such kind of home in the district's data; ``known``."""

    type = "unknown-kind"
    title = "There is no such kind of home"
    sentence = gettext_noop("그런 주택 유형이 없습니다. 있는 유형: %(known)s")


class AlreadyImported(WrongState):
    """The file was taken in already, or given up."""

    type = "list-taken"
    title = "The file was taken in already"
    sentence = gettext_noop("이미 반영했거나 취소한 파일입니다. 목록을 확인해 주세요.")


class NeedsEvidence(InvalidInput):
    """A home is taken out with a reason, and with a photo or a position."""

    type = "needs-evidence"
    title = "Taking a home out needs evidence"
    sentence = gettext_noop("제외하려면 사유를 적고 사진이나 위치를 함께 올려 주세요.")


class UnreadableAnswers(InvalidInput):
    """Answers that the rules do not know; ``question`` and ``answer``."""

    type = "unreadable-answers"
    title = "The rules do not know that answer"
    sentence = gettext_noop("‘%(question)s’의 답 ‘%(answer)s’은(는) 등급 기준에 없습니다.")


class BadRules(InvalidInput):
    """Rules that are none, or by which a worse answer could give a better grade; ``words``."""

    type = "bad-rules"
    title = "The rules cannot be used"
    sentence = gettext_noop("등급 기준을 사용할 수 없습니다: %(words)s")


class SameRules(WrongState):
    """The rules say what those in use say."""

    type = "same-rules"
    title = "The rules are those in use"
    sentence = gettext_noop("지금 사용 중인 등급 기준과 같습니다.")


class NameInUse(InvalidInput):
    """A surveyor of that name is there already."""

    type = "surveyor-name-taken"
    title = "There is a surveyor of that name"
    sentence = gettext_noop("같은 이름의 조사원이 있습니다. 구분되는 이름을 적어 주세요.")


class OwnReview(InvalidInput):
    """Nobody looks a second time at their own grade."""

    type = "own-review"
    title = "The second review is somebody else's"
    sentence = gettext_noop(
        "처음 조사한 조사원은 재검토할 수 없습니다. 다른 조사원을 선택해 주세요."
    )


class BadForm(InvalidInput):
    """An XLSForm that cannot be used; ``why`` and ``words`` (the row first, where one is)."""

    type = "bad-form"
    title = "The form cannot be used"
    sentence = gettext_noop("조사표를 읽을 수 없습니다. XLSForm(XLSX) 파일을 올려 주세요.")
    sentence_by: ClassVar[Mapping[str, str]] = {
        "xlsform": gettext_noop("조사표에 오류가 있습니다(행: 내용). %(words)s"),
        "questions": gettext_noop("조사표에 필요한 질문이나 버전이 없습니다: %(words)s"),
        "large": gettext_noop("조사표가 너무 큽니다. %(most)s MB까지 받습니다."),
        "many": gettext_noop("조사표의 줄이 너무 많습니다. 시트마다 %(most)s줄까지 받습니다."),
        "unpacked": gettext_noop(
            "압축을 풀면 %(most)s MB가 넘는 엑셀 파일입니다. 나누어 올려 주세요."
        ),
        "time": gettext_noop("파일을 읽는 데 너무 오래 걸립니다. 필요한 줄과 열만 남겨 주세요."),
        "memory": gettext_noop("파일을 읽는 데 메모리가 너무 많이 듭니다. 나누어 올려 주세요."),
        "again": gettext_noop("같은 버전의 조사표가 이미 있습니다: %(words)s"),
    }
