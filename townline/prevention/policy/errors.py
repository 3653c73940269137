"""What is refused of matters of policy."""

from django.utils.translation import gettext_noop

from townline.casework.cases.api import InvalidInput, NotFound, WrongState


class MatterNotFound(NotFound):
    """No such matter."""

    type = "policy-not-found"
    title = "There is no such policy matter"
    sentence = gettext_noop("없는 정책 과제입니다.")


class PolicyReason(InvalidInput):
    """What ends or reopens a matter says why; residents may read it."""

    type = "policy-reason"
    title = "A reason is needed"
    sentence = gettext_noop("사유를 적어 주세요. 처리 이력에 남습니다.")


class StepUnowned(InvalidInput):
    """Each step has an owner who works here, and a day on which it is due."""

    type = "policy-step"
    title = "The next step needs an owner and a date"
    sentence = gettext_noop("다음 단계의 담당자와 기한(오늘 이후)을 정해 주세요.")


class PilotUnmeasured(InvalidInput):
    """A pilot says what is counted, and with what it is compared."""

    type = "pilot-unmeasured"
    title = "A pilot needs a measure and a control"
    sentence = gettext_noop(
        "시범 사업에는 무엇을 셀지(측정 항목)와 무엇과 비교할지(비교 대상)가 있어야 합니다."
    )


class DatesReversed(InvalidInput):
    """It ends before it begins."""

    type = "policy-dates"
    title = "The dates are the wrong way round"
    sentence = gettext_noop("종료일은 시작일보다 빠를 수 없습니다.")


class OutcomeIncomplete(InvalidInput):
    """An outcome holds counts and days; with a control area the counts there as well."""

    type = "policy-outcome"
    title = "The result lacks figures"
    sentence = gettext_noop(
        "시행 전후의 건수와 일수를 적어 주세요. 비교 지역이 있으면 그곳의 건수도 적어 주세요."
    )


class WordsWithoutDay(InvalidInput):
    """Each language holds ``{day}`` once: the day of the text that its reader sent."""

    type = "words-without-day"
    title = "The message lacks the day of the resident's text"
    sentence = gettext_noop(
        "두 언어의 문구에 {day} 표시를 한 번씩 넣어 주세요. "
        "받는 분이 문자를 보낸 날짜가 들어갑니다."
    )


class OpinionsClosed(WrongState):
    """Nothing is asked of residents about this matter now."""

    type = "opinions-closed"
    title = "Opinions are not being taken on this matter"
    sentence = gettext_noop("지금은 의견을 받지 않습니다.")


class AlreadyVoiced(WrongState):
    """The telephone has said so before: one telephone, one voice."""

    type = "already-voted"
    title = "This number has already said so"
    sentence = gettext_noop("이 번호로 이미 같은 의견을 주셨습니다. 한 번호는 한 번만 셉니다.")


class VoicePhone(InvalidInput):
    """A vote comes from a mobile telephone: what was written is none."""

    type = "vote-phone"
    title = "That is not a mobile number"
    sentence = gettext_noop("휴대전화 번호가 아닙니다. 010-0000-0042처럼 적어 주세요.")


class VoiceCode(InvalidInput):
    """The verification code is wrong, used or expired."""

    type = "vote-code"
    title = "The verification code is wrong"
    sentence = gettext_noop("인증번호가 다르거나 시간이 지났습니다. 다시 받아 주세요.")


class VoiceTooOften(WrongState):
    """No more codes may go to this number now."""

    type = "vote-too-often"
    status = 429
    title = "No more codes may be sent to this number now"
    sentence = gettext_noop(
        "이 번호로는 지금 인증번호를 더 보낼 수 없습니다. 한 시간 뒤에 해 주세요."
    )


class StoryIncomplete(InvalidInput):
    """A story is told in both languages: title, lead and text."""

    type = "story-incomplete"
    title = "The story lacks words in one of the languages"
    sentence = gettext_noop("제목, 요약, 본문을 한국어와 영어로 모두 적어 주세요.")


class TooManyStoryPhotos(InvalidInput):
    """A story has at most ``most`` photos."""

    type = "too-many-story-photos"
    title = "A story has fewer photos"
    sentence = gettext_noop("사진은 %(most)s장까지 넣을 수 있습니다.")


class StoryUnpublished(WrongState):
    """Opinions are asked about what everybody can read."""

    type = "story-unpublished"
    title = "Publish the story before asking for opinions"
    sentence = gettext_noop("의견을 받으려면 먼저 이야기를 공개해 주세요.")
