"""What a household's page and its answers are, on the home's page of staff."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from townline.casework.cases.ports import PanelContent
from townline.platform.departments.api import Act
from townline.prevention.surveys.api import Home, Submission, works
from townline.prevention.surveys.pages.rules.wording import (
    WordedAnswer,
    answers_in_words,
    in_words,
)
from townline.prevention.surveys.pages.selectors.household import link_of, view_count, words_of
from townline.prevention.surveys.views import labels

# How phones name a home: people read its address instead.
_KEY = re.compile(r"(uuid:)?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")

WORDS = {
    "refuse": _("세대가 방문을 거절함"),
    "moved": _("세대가 이사했다고 알림"),
    "help": _("세대가 도움을 요청함"),
    "time": _("세대가 방문 시간을 정함"),
    "code": _("세대가 인증번호를 요청함"),
}


def household_section(act: Act, home: Home) -> PanelContent:
    """Give the section; three queries."""
    link = link_of(home.id, act.now)
    context = {
        "home": home,
        "link": link,
        "until": timezone.localdate(link.expires_at) if link else None,
        "looks": view_count(link) if link else 0,
        "words": [(word, WORDS[word.what]) for word in words_of(home.id)],
        "works": works(act.viewer),
    }
    return PanelContent(template="survey_pages/side_links.html", context=context)


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One answer of a home's page; ``photo``: the name in the store of what was photographed."""

    question: str
    answer: str
    photo: str


@dataclass(frozen=True, slots=True)
class AnswerGroup:
    """The answers of one group of a form, "" outside of any."""

    name: str
    lines: list[AnswerLine]


def answers_section(_act: Act, home: Home) -> PanelContent | None:
    """Give what was filled in, the newest first, in the words of its form; three queries."""
    rows = Submission.objects.filter(home=home).select_related("form", "surveyor")
    rows = rows.defer("xml", "form__xlsform").prefetch_related("files").order_by("-received_at")
    language = labels.language()
    worded = [(each, _answers_of(each, language)) for each in rows]
    names = _home_names(one.coded for _, answers in worded for one in answers)
    answers = [
        (each, _groups(each, own, names), labels.PROBLEMS.get(each.problem, ""))
        for each, own in worded
    ]
    if not answers:
        return None
    context = {"answers": answers, "home": home}
    return PanelContent(template="survey_pages/answers.html", context=context)


def _answers_of(each: Submission, language: str) -> list[WordedAnswer]:
    """Put words to answers; a form that names none of them leaves them as they are coded."""
    found = answers_in_words(each.answers, each.form.xform, language)
    plain = in_words(each.answers, each.form.xform, language)
    return found or [WordedAnswer("", question, answer, answer) for question, answer in plain]


def _home_names(values: Iterable[str]) -> dict[str, str]:
    """Name the homes that answers hold by their key; one query, none where no answer does."""
    keys = {value for value in values if _KEY.fullmatch(value)}
    rows = Home.objects.filter(uuid__in=keys).values_list("uuid", "place", "unit") if keys else ()
    return {str(key): f"{place} {unit}".strip() for key, place, unit in rows}


def _groups(
    each: Submission, answers: Iterable[WordedAnswer], names: Mapping[str, str]
) -> list[AnswerGroup]:
    photos = {file.name: file.sha256 for file in each.files.all()}
    found: list[AnswerGroup] = []
    for one in answers:
        if not found or found[-1].name != one.group:
            found.append(AnswerGroup(one.group, []))
        words = names.get(one.coded, one.answer)
        if not _KEY.fullmatch(words):
            line = AnswerLine(one.question, words, photos.get(one.coded, ""))
            found[-1].lines.append(line)
    return [group for group in found if group.lines]
