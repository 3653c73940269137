"""Why a filled form is not taken, as the phone is told; ``status`` as in HTTP."""

from typing import ClassVar

from django.utils.translation import gettext, gettext_noop


class SubmissionRefused(Exception):
    """Base: ``said`` is Korean and may name members of ``about``."""

    status: ClassVar[int] = 400
    sentence: ClassVar[str] = gettext_noop("보낸 내용을 읽을 수 없습니다: %(what)s")

    def __init__(self, **about: str) -> None:
        super().__init__(type(self).__name__)
        self.about = about

    @property
    def words(self) -> str:
        """Say it in the reader's language."""
        return gettext(self.sentence) % self.about


class UnreadableForm(SubmissionRefused):
    """The XML is no filled form; ``what``."""


class UnknownForm(SubmissionRefused):
    """No form of this id and version was ever given out; ``form``, ``version``."""

    status = 404
    sentence = gettext_noop("없는 양식입니다: %(form)s %(version)s. 양식을 다시 받아 주세요.")


class FormClosed(SubmissionRefused):
    """The form was closed before this was filled; ``form``."""

    status = 409
    sentence = gettext_noop("조사가 끝난 양식입니다: %(form)s. 담당 부서에 문의해 주세요.")


class OtherContent(SubmissionRefused):
    """The same id came before with other answers; ``instance``."""

    status = 409
    sentence = gettext_noop(
        "같은 번호(%(instance)s)로 다른 내용을 이미 받았습니다. 고친 내용은 수정으로 보내 주세요."
    )


class OtherFile(SubmissionRefused):
    """A file of this name came before with other content; ``name``."""

    status = 409
    sentence = gettext_noop("%(name)s: 같은 이름으로 다른 파일을 이미 받았습니다.")


class DamagedFile(SubmissionRefused):
    """A file is not what its sum says; ``name``."""

    status = 400
    sentence = gettext_noop("%(name)s: 전송 중에 손상되었습니다. 다시 보내 주세요.")


class FileTooLarge(SubmissionRefused):
    """A file is larger than the store keeps; ``name``."""

    status = 413
    sentence = gettext_noop("%(name)s: 파일이 너무 큽니다. 사진을 줄여 다시 보내 주세요.")
