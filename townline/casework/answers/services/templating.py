"""The district's templates and plain words, and what a case puts into them."""

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import partial

from townline.casework.answers.errors import BlanksLeft
from townline.casework.answers.rules import plain
from townline.casework.answers.rules.templates import Template, blanks_in, fill, is_from_template
from townline.casework.answers.settings import Plain, PlainWords, Style, Styled, Templates
from townline.casework.cases.api import CaseRow, spot_of
from townline.casework.deadlines.api import dates_found
from townline.platform.conversations.api import ThreadText
from townline.platform.core import clock, district, resident_moments
from townline.platform.core.models import ResidentText
from townline.platform.core.settings import Office
from townline.platform.core.text.dates import DateKind
from townline.platform.departments import api as departments
from townline.platform.departments.api import Department

# What the office writes in.
LANGUAGES = ("ko", "en")


def templates() -> list[Template]:
    """Give the district's templates in the order of the file."""
    return district.derive(_templates)


def _templates(settings: district.Settings) -> list[Template]:
    return [
        Template(
            key=one.key,
            services=frozenset(one.services),
            kinds=one.kinds,
            titles={lang: one.title.in_language(lang) for lang in LANGUAGES},
            bodies={"ko": one.ko, "en": one.en},
            approved=frozenset(one.approved),
        )
        for one in settings.part(Templates).templates
    ]


def template_named(key: str) -> Template | None:
    """Give a template by its key, if the district has it."""
    return next((one for one in templates() if one.key == key), None)


def suitable_templates(service: str | None) -> list[Template]:
    """Give the templates that suit a service, its own first, then those for every one."""
    own = [one for one in templates() if service in one.services]
    return own + [one for one in templates() if not one.services]


def case_values(
    row: CaseRow,
    thread: Iterable[ThreadText],
    office: Department | None,
    lang: str,
    now: dt.datetime,
) -> dict[str, str]:
    """Give what is known of a case, by placeholder; "" where nothing is known."""
    spot = spot_of(thread)
    return {
        "code": row.code,
        "due": resident_moments.promise(row.answer_due_at, row.promise_from, lang),
        "today": resident_moments.day(now, lang),
        "tomorrow": resident_moments.day(now + dt.timedelta(days=1), lang),
        "line_number": district.line_number(),
        "duty_phone": district.part(Office).duty_phone,
        "place": _name_of(spot, lang),
        "department": _name_of(office, lang),
        "department_phone": office.phone if office else "",
    }


def _name_of(one: object, lang: str) -> str:
    return str(getattr(one, "name_ko" if lang == "ko" else "name_en", "")) if one else ""


def fill_template(template: Template, values: Mapping[str, str], lang: str) -> str:
    """Give a template's words with what is known put in; the rest stands as ``[…word]``."""
    words = template.bodies.get(lang) or template.bodies["ko"]
    return fill(words, values, blank_labels(lang))


def blank_labels(lang: str) -> dict[str, str]:
    """Give the words for blanks, by placeholder."""
    labels = district.part(Templates).blanks
    return {name: label.in_language(lang) for name, label in labels.items()}


def blanks_refuse(body: str) -> None:
    """Raise BlanksLeft where a blank of a template was not filled."""
    if left := blanks_in(body):
        raise BlanksLeft(" / ".join(left))


def origin(korean: str | None, template: str | None) -> dict[str, str]:
    """Give the columns of a draft that say where its words come from, those that are told."""
    columns = {} if korean is None else {"korean": korean}
    if template is None or (template and template_named(template) is None):
        return columns
    return columns | {"template": template}


def is_approved(body: str, lang: str) -> bool:
    """Say whether words are those of a template that the office stands by in this language."""
    endings = district.derive(_endings).get(lang, [])
    return any(
        is_from_template(body, one.bodies[lang], endings) for one in templates() if one.speaks(lang)
    )


def _endings(_settings: district.Settings) -> dict[str, list[str]]:
    # What the office ends any answer with, a link to photos too.
    found: dict[str, list[str]] = {}
    for text in ResidentText.objects.filter(key__startswith="opening."):
        found.setdefault(text.lang, []).append(text.body)
    return found


def hints(body: str, lang: str, kind: str) -> list[plain.Hint]:
    """Give what would make an answer plainer; [] in a language without words for it."""
    if lang not in LANGUAGES:
        return []
    return plain.hints(body, district.derive(_BY_LANGUAGE[lang]), kind=kind, dated=_is_dated)


def _is_dated(sentence: str) -> bool:
    found = dates_found(sentence, clock.now())
    return any(one.looks is not DateKind.REPORT for one in found)


def _words(settings: district.Settings, lang: str) -> plain.HintWords:
    written, style = settings.part(Plain), settings.part(Styled).style or Style()
    own = (written.ko if lang == "ko" else written.en) or PlainWords()
    names = tuple(_name_of(one, lang) for one in departments.departments())
    lists = {name: getattr(own, name) for name in _LISTS}
    return plain.HintWords(
        longest=own.longest_sentence,
        by_syllables=lang == "ko",
        avoid=tuple((one.avoid, one.write) for one in style.in_language(lang)),
        abbreviations=tuple((one.short, one.whole) for one in own.abbreviations),
        who=own.who + names,
        **lists,
    )


_LISTS = ("done", "not_done", "coming", "not_coming", "moments", "greetings", "signatures")
_BY_LANGUAGE = {lang: partial(_words, lang=lang) for lang in LANGUAGES}
