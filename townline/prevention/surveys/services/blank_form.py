"""An XLSForm to begin with: every question that the rules of a kind need, in both languages."""

import io
from collections.abc import Iterator, Mapping

from django.utils import timezone, translation
from django.utils.translation import gettext, gettext_noop

from townline.platform.core import clock, district
from townline.prevention.surveys.rules.calculating import (
    answered_xpath,
    grade_xpath,
    points_xpath,
)
from townline.prevention.surveys.rules.ruleset import RuleItem, RuleSet
from townline.prevention.surveys.selectors.homes import EXCLUSIONS, OUTCOMES
from townline.prevention.surveys.selectors.rules import rules_of
from townline.prevention.surveys.settings import HomeKind

_QUESTIONS = (
    ("home", gettext_noop("어느 주택인가요?")),
    ("visit_result", gettext_noop("방문 결과")),
    ("place", gettext_noop("위치")),
    ("photo", gettext_noop("사진")),
    ("note", gettext_noop("메모")),
    ("card_left", gettext_noop("안내문을 남겼나요?")),
    ("come_back_on", gettext_noop("언제 다시 방문할까요?")),
    ("differences", gettext_noop("등록된 정보와 다른 점")),
    ("survey", gettext_noop("조사 항목")),
    ("household", gettext_noop("함께 사는 분")),
    ("consent", gettext_noop("필요한 조치에 동의하나요?")),
    ("measures", gettext_noop("필요한 조치")),
    ("phone_consent", gettext_noop("조사 안내 문자를 받는 데 동의하나요?")),
    ("phone", gettext_noop("휴대전화 번호")),
)
_PEOPLE = (
    ("elderly", gettext_noop("어르신")),
    ("disabled", gettext_noop("장애인")),
    ("children", gettext_noop("어린이")),
)
_YES_NO = (("yes", gettext_noop("예")), ("no", gettext_noop("아니요")))
_POINTS = "grade_points"
_MOBILE = "regex(., '^[+0-9][0-9 -]{7,16}$')"
_SURVEYED = (("surveyed", gettext_noop("조사함")),)


def blank_form(kind: HomeKind) -> bytes:
    """Make an XLSForm from the rules of a kind; the version is the day."""
    from openpyxl import Workbook  # noqa: PLC0415 -- not at each start

    rules = rules_of(kind.code)
    book = Workbook(write_only=True)
    head = ["label::Korean (ko)", "label::English (en)"]
    survey = book.create_sheet("survey")
    hints = ["hint::Korean (ko)", "hint::English (en)"]
    survey.append(
        [
            "type",
            "name",
            *head,
            "relevant",
            "required",
            *hints,
            "calculation",
            "save_to",
            "constraint",
            "parameters",
        ]
    )
    for row in _survey(kind, rules):
        survey.append(row)
    choices = book.create_sheet("choices")
    choices.append(["list_name", "name", *head])
    for row in _choices(rules.items, kind):
        choices.append(row)
    entities = book.create_sheet("entities")
    entities.append(["list_name", "entity_id"])
    entities.append(["homes", "${home}"])
    settings = book.create_sheet("settings")
    settings.append(["form_title", "form_id", "version", "default_language"])
    version = f"{timezone.localdate(clock.now(), district.current().zone):%Y%m%d}01"
    settings.append([f"{kind.name.ko} · {kind.name.en}", kind.code, version, "Korean (ko)"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _both(words: str) -> list[str]:
    found = []
    for language in ("ko", "en"):
        with translation.override(language):
            found.append(gettext(words))
    return found


def _survey(kind: HomeKind, rules: RuleSet) -> Iterator[list[str]]:
    words = {name: _both(label) for name, label in _QUESTIONS}
    surveyed = "${visit_result} = 'surveyed'"
    yield ["start", "start", "", "", "", ""]
    yield ["end", "end", "", "", "", ""]
    yield ["select_one_from_file homes.csv", "home", *words["home"], "", "yes"]
    yield ["select_one results", "visit_result", *words["visit_result"], "", "yes"]
    yield ["geopoint", "place", *words["place"], "", ""]
    # Phones make photos of 24 MB and more; this is what pages show.
    yield ["image", "photo", *words["photo"], "", "", *[""] * 5, "max-pixels=2048"]
    yield ["select_one yes_no", "card_left", *words["card_left"],
           "${visit_result} = 'nobody_home'", ""]  # fmt: skip
    yield ["date", "come_back_on", *words["come_back_on"], "${visit_result} = 'postponed'", ""]
    yield ["begin group", "survey", *words["survey"], surveyed, ""]
    for item in rules.items:
        asks = f"select_one {item.code}" if item.choices else "decimal"
        hint = [item.hint.ko, item.hint.en] if item.hint else []
        yield [asks, item.question, item.label("ko"), item.label("en"), "", "yes", *hint]
    if kind.said_grade:
        yield from _computed_rows(kind.said_grade, rules)
    yield ["select_multiple people", "household", *words["household"], "", ""]
    if kind.measures:
        yield ["select_one yes_no", "consent", *words["consent"], "", ""]
        yield ["select_multiple measures", "measures", *words["measures"], "", ""]
    yield ["end group", "", "", "", "", ""]
    yield from _telephone(kind, words)
    # What stands there otherwise than the register says is kept with the home itself.
    yield ["text", "differences", *words["differences"], surveyed, *[""] * 4, "differences"]
    yield ["text", "note", *words["note"], "", ""]


def _telephone(kind: HomeKind, words: Mapping[str, list[str]]) -> Iterator[list[str]]:
    met = "${visit_result} = 'surveyed' or ${visit_result} = 'postponed'"
    agreed = f"${{{kind.phone_consent}}} = 'yes'"
    yield ["select_one yes_no", kind.phone_consent, *words["phone_consent"], met, ""]
    yield ["text", kind.phone, *words["phone"], agreed, "yes", *[""] * 4, _MOBILE]


def _computed_rows(question: str, rules: RuleSet) -> Iterator[list[str]]:
    """Let the phone compute what the server will, so that the surveyor sees it at the door."""
    ko, en = _both(gettext_noop("등급"))
    yield ["calculate", _POINTS, *[""] * 6, points_xpath(rules)]
    # What is not answered counts as the worst: before the first answer there is no grade to show.
    graded = f"if({answered_xpath(rules)}, {grade_xpath(rules, _POINTS)}, '')"
    yield ["calculate", question, *[""] * 6, graded]
    shown = f"${{{question}}} != ''"
    yield ["note", f"{question}_shown", f"{ko}: ${{{question}}}", f"{en}: ${{{question}}}", shown]


def _choices(items: tuple[RuleItem, ...], kind: HomeKind) -> Iterator[list[str]]:
    outs = [(code, word) for code, word in EXCLUSIONS.items() if code != "duplicate"]
    lists = {"people": _PEOPLE, "yes_no": _YES_NO, "results": _SURVEYED}
    for name, own in lists.items():
        yield from ([name, code, *_both(word)] for code, word in own)
    for code, word in (*outs, *OUTCOMES.items()):
        yield ["results", code, *_in_languages(word)]
    for item in items:
        for code, each in item.choices.items():
            yield [item.code, code, each.said.ko, each.said.en]
    for measure in kind.measures:
        yield ["measures", measure.code, measure.name.ko, measure.name.en]


def _in_languages(word: object) -> list[str]:
    found = []
    for language in ("ko", "en"):
        with translation.override(language):
            found.append(str(word))
    return found
