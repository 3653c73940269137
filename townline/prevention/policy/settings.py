"""Policy in a district's data: ``policy.json``; what it lacks is the programme's own."""

from typing import Annotated, ClassVar

from townline.platform.core.district_files.part import Part
from townline.platform.core.district_files.values import Many, Names, Text, Within


def _names(ko: str, en: str) -> Names:
    return Names.model_validate({"ko": ko, "en": en})


class PolicyTexts(Part, extra="forbid"):
    """What residents read. ``code`` holds ``{code}``; ``told``: how a message to them begins.

    ``under_way``: how one begins before the matter became a policy. ``taken``, ``already``,
    ``closed``, ``unknown`` answer a vote by text.
    """

    code: Annotated[Names, Within(200, 200)] = _names(
        "[정책 의견] 인증번호는 {code}입니다. 10분 안에 적어 주세요.",
        "[Policy opinions] Your code is {code}. Enter it within 10 minutes.",
    )
    told: Annotated[Names, Within(500, 500)] = _names(
        "[정책 소식] {day}에 보내신 문자가 정책이 되었습니다. ",
        "[Policy news] Your text of {day} became a policy. ",
    )
    under_way: Annotated[Names, Within(500, 500)] = _names(
        "[정책 소식] {day}에 보내신 문자에서 시작한 일을 알려 드립니다. ",
        "[Policy news] This is what became of your text of {day} so far. ",
    )
    taken: Annotated[Names, Within(200, 200)] = _names(
        "[정책 의견] 의견을 받았습니다. 결정할 때 함께 보겠습니다.",
        "[Policy opinions] We have your opinion. It will be part of the decision.",
    )
    already: Annotated[Names, Within(200, 200)] = _names(
        "[정책 의견] 이미 같은 의견을 주셨습니다. 한 번호는 한 번만 셉니다.",
        "[Policy opinions] You have already said so. We count each number once.",
    )
    closed: Annotated[Names, Within(200, 200)] = _names(
        "[정책 의견] 지금은 이 과제에 의견을 받지 않습니다.",
        "[Policy opinions] We are not taking opinions on this matter now.",
    )
    unknown: Annotated[Names, Within(200, 200)] = _names(
        "[정책 의견] 그 번호의 정책 과제가 없습니다. 번호를 확인해 주세요.",
        "[Policy opinions] There is no policy matter with that number. Check the number.",
    )


class Policy(Part):
    """All that ``policy.json`` says.

    ``public_stories``: whether everybody reads published stories. ``support_words`` and
    ``oppose_words``: with which a vote by text begins or ends; ``subject_words``: what may stand
    before its number.
    """

    file: ClassVar[str] = "policy.json"
    stored: ClassVar[str] = "policy"

    public_stories: bool = True
    texts: PolicyTexts = PolicyTexts()
    support_words: Many[Text] = ("찬성", "공감", "support")
    oppose_words: Many[Text] = ("반대", "oppose")
    subject_words: Many[Text] = ("과제", "제안", "안건", "정책", "proposal", "policy")

    def stances(self) -> dict[str, str]:
        """Give which stance a word stands for."""
        stances = dict.fromkeys((word.lower() for word in self.support_words), "support")
        return stances | dict.fromkeys((word.lower() for word in self.oppose_words), "oppose")
