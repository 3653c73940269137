"""Every text to residents stands in nine languages, and leaves with its particles settled."""

import json
import re
import string
from contextlib import suppress
from itertools import product

import pytest
from pydantic import BaseModel, ValidationError

from tests.reader import reading
from townline.casework.cases import api as cases
from townline.casework.cases.models import Case
from townline.casework.classification import api as classification
from townline.config.loading.parts import PARTS
from townline.platform.conversations import api as conversations
from townline.platform.conversations.models import OutgoingText, Resident
from townline.platform.conversations.rules.language import language_guess, language_of
from townline.platform.core import district
from townline.platform.core.district_files.values import Names
from townline.platform.core.paths import DATA
from townline.platform.core.text.particles import PAIRS, SWAPPED, settle

NINE = {"ko", "en", "zh", "vi", "th", "ru", "ja", "uz", "mn"}
MARKS = (*PAIRS, *SWAPPED)
# To people on duty, or a title that staff read.
STAFF = {"alarm_seen", "alarm_over", "alarm_which", "question_alarm", "visit_help_title"}
# One text of 70 characters where the script has no seven-bit letters.
SHORT = (
    "receipt", "receipt_joined", "receipt_reopened", "receipt_reply", "safe_code", "ticket_code",
    "report_code", "ticket_near", "ticket_called", "warnings.texts.code", "works.words.code",
    "works.texts.none", "works.texts.thanks", "policy.texts.code", "policy.texts.taken",
    "policy.texts.already", "policy.texts.closed", "policy.texts.unknown",
)  # fmt: skip
_DEMO = json.loads((DATA / "districts" / "demo" / "texts.json").read_text("utf-8"))
_OWN = json.loads((DATA / "defaults" / "texts.json").read_text("utf-8"))


def shipped_texts():
    """Give each shipped text in English and Korean, by key."""
    found = dict(_OWN["automatic"]) | dict(_DEMO["automatic"])
    found |= {f"state.{k}": v for k, v in _DEMO["states"].items() if k != "about"}
    found |= {"opening.photo_link": _DEMO["openings"]["photo_link"]}
    return found | {key: words for key, words in dict(part_words()).items() if is_texted(key)}


# Texts of a room's part: the file, then the place in it.
TEXTED = re.compile(
    r"warnings\.(texts\.\w+|kinds\.\w+\.(name|template))|works\.words\.\w+"
    r"|works\.kinds\.[\w-]+\.name|works\.texts\.(visit|fixed|none|after|thanks|looked_into)"
    r"|policy\.texts\.(code|taken|already|closed|unknown)|surveys\.home_link"
    r"|hazards\.(kinds\.\w+\.)?advice"
)
# What no telephone gets as it stands: pages and papers, staff, firms, names within a text, and
# beginnings of what a person writes. A new text stands in one of the two, or this test is red.
OTHERS = re.compile(
    # The district's own names and titles; consents and helps on pages.
    r"(name|service_name|address|mayor_title|deputy_title|safe_numbers\.consent)"
    r"|texts\.(dates|gap_marker|consents|style|states)\b.*|services\..*|kinds\..*|where_to_look\..*"
    # Measures' descriptions behind links, budgets, letters and orders on paper, texts to firms.
    r"|works\.(kinds\.[\w-]+\.about|budgets\..*|letter\..*|warranty_ground|terms)"
    r"|works\.texts\.(order|warranty|reminder|moved)|hazards\.order"
    # For the answer's writer and on pages of staff.
    r"|hazards\.(kinds|severities)\.\w+\.name|hazards\.said\.\w+|incidents\..*|assets\..*"
    r"|policy\.texts\.(told|under_way)|templates\..*|prompts\..*|surveys\.(?!home_link).*"
)


def part_words():
    """Give all words in two languages that a district may set, the programme's and the demo's."""
    for part in PARTS:
        file = DATA / "districts" / "demo" / part.file
        own = json.loads(file.read_text("utf-8")) if file.exists() else {}
        for raw in ({}, own) if part.stored else (own,):
            with suppress(ValidationError):
                yield from _names(part.model_validate(raw), part.stored)


def _names(found, path):
    if isinstance(found, Names):
        yield path.lstrip("."), {"ko": found.ko, "en": found.en}
    elif isinstance(found, BaseModel):
        for name in type(found).model_fields:
            yield from _names(getattr(found, name), f"{path}.{name}")
    elif isinstance(found, dict):
        for name, each in found.items():
            yield from _names(each, f"{path}.{name}")
    elif isinstance(found, list | tuple):
        for each in found:
            yield from _names(each, path)


def is_texted(key):
    return TEXTED.fullmatch(key) is not None


def test_each_text_of_a_part_is_known_to_go_to_residents_or_not():
    found = dict(part_words())
    unsorted = [key for key in found if not is_texted(key) and not OTHERS.fullmatch(key)]
    assert unsorted == []
    assert {key.split(".")[0] for key in found if is_texted(key)} == {
        "warnings", "works", "policy", "surveys", "hazards",
    }  # fmt: skip


def places(body):
    return {name for _, name, _, _ in string.Formatter().parse(body) if name} - {"office"}


def test_all_texts_stand_in_all_languages_with_the_same_placeholders():
    translations, shipped = district.translations(), shipped_texts()
    assert {"ko", "en", *translations} == NINE
    for lang, (key, text) in product(translations, shipped.items()):
        if key in STAFF:
            continue
        body = translations[lang].get(key)
        assert body, (lang, key)
        assert places(body) == places(text["en"]), (lang, key)
        assert not set(translations[lang]) - set(shipped), lang


@pytest.mark.parametrize("lang", sorted(NINE - {"ko", "en", "uz"}))
def test_the_commonest_fit_one_text(lang):
    values = {
        "office": "Handeul-gu", "site": "Handeul-gu", "queue": "Passport", "code": "H6-0042",
        "due": "11/27 14:32 (5)", "number": "A-12", "ahead": "3", "to": "3", "answered": "11/27",
    }  # fmt: skip
    for key in SHORT:
        body = district.translations()[lang][key].format(**values)
        assert len(body) <= 70, (key, body)


_VALUES = (
    "한들로 18",
    "느티시장",
    "서울",
    "H6-0042",
    "1",
    "2",
    "10",
    "LED",
    "K",
    "(한들구)",
    "물레길",
)


def _korean(found):
    """Give every Korean text in a piece of shipped data."""
    if isinstance(found, dict):
        for key, value in found.items():
            if key == "ko" and isinstance(value, str):
                yield value
            else:
                yield from _korean(value)
    elif isinstance(found, list):
        for value in found:
            yield from _korean(value)


def _files():
    return [
        file
        for folder in ("defaults", "districts/demo")
        for file in sorted((DATA / folder).glob("*.json"))
    ]


def test_no_text_leaves_with_an_unsettled_particle():
    seen = 0
    for file in _files():
        for body in _korean(json.loads(file.read_text("utf-8"))):
            marked = any(mark in body for mark in MARKS)
            for value in _VALUES if marked else ():
                filled = _fill(body, value)
                seen += 1
                left = [mark for mark in MARKS if mark in settle(filled)]
                assert not left, (file.name, body, value)
    assert seen > len(_VALUES)


def _fill(body, value):
    for _, name, _, _ in [*string.Formatter().parse(body)]:
        body = body.replace(f"{{{name}}}", value) if name else body
    return body


@pytest.mark.django_db
def test_one_place_settles_them_for_every_automatic_text(world):
    world.text("도움", "01000000042")
    (help_text,) = OutgoingText.objects.filter(kind="automatic")
    assert district.line_number() in help_text.body
    assert not [mark for mark in MARKS if mark in help_text.body]
    code = world.text("가로등이 꺼졌어요", "01000000043")
    resident = Case.objects.get(code=code).resident_id
    body = "{0}을(를) {0}은(는) {0}이(가) {0}와(과) {0}(으)로"
    for number, value in enumerate(_VALUES):
        conversations.automatic_queue(
            resident_id=resident, body=body.format(value), reference=f"x{number}", now=world.now,
            cause=conversations.Cause.URGENT,
        )  # fmt: skip
        conversations.notice_queue(
            resident_id=resident, body=body.format(value), reference=f"y{number}", now=world.now
        )
    sent = OutgoingText.objects.filter(reference__regex="^[xy]").values_list("body", flat=True)
    assert len(sent) == 2 * len(_VALUES)
    assert not [one for one in sent for mark in MARKS if mark in one]


def _automatic_bodies(code):
    case = Case.objects.get(code=code)
    thread = conversations.thread(cases.subject(case.id))
    return [one.body for one in thread if one.kind == "automatic" and one.state != "cancelled"]


CODES = ("zh", "vi", "th", "ru", "ja", "uz", "mn")
WORDS = {
    "zh": "路灯坏了，请来修理 솔내로 18", "vi": "Đèn đường bị hỏng ở 솔내로 18",
    "th": "ไฟถนนเสีย 솔내로 18", "ru": "Фонарь не работает 솔내로 18",
    "ja": "街灯が消えています 솔내로 18", "uz": "Ko'cha chirog'i yonmayapti 솔내로 18",
    "mn": "Гудамжны гэрэл асахгүй байна 솔내로 18",
}  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("lang", CODES)
def test_a_receipt_comes_in_the_language_of_the_text_whatever_its_address(world, lang):
    code = world.text(WORDS[lang], "01000000042")
    (receipt,) = _automatic_bodies(code)
    start = district.translations()[lang]["receipt"].split("{code}")[0]
    assert receipt.startswith(start.replace("{office}", "Handeul-gu"))
    assert "까지" not in receipt


@pytest.mark.django_db
def test_advice_comes_in_it_too(world, reader):
    reader.readings = {"Cháy": reading(("general", 0.5, ()), danger="fire", language="vi")}
    code = world.text("Cháy nhà 솔내로 18", "01000000042")
    classification.readings_run(now=world.now)
    assert "Phòng trực" in _automatic_bodies(code)[-1]


@pytest.mark.django_db
@pytest.mark.parametrize("lang", ["tl", "id", "ne", "km"])
def test_a_language_without_texts_gets_english(world, lang):
    assert district.text("receipt", lang) == district.text("receipt", "en")


@pytest.mark.django_db
def test_it_is_the_persons_over_all_their_texts(world, reader):
    reader.readings = {
        "Đèn": reading(("lighting", 0.5, ()), language="vi"),
        "가로등": reading(("lighting", 0.9, ())),
    }
    for _ in range(2):
        code = world.text("Đèn đường bị hỏng", "01000000042")
        classification.readings_run(now=world.now)
        world.wait(days=9)
    code = world.text("가로등 솔내로", "01000000042")
    resident = Resident.objects.get(pk=Case.objects.get(code=code).resident_id)
    assert (resident.language, resident.languages) == ("vi", {"vi": 2})
    assert "Handeul-gu" in _automatic_bodies(code)[-1]
    assert language_of({"vi": 1, "ko": 1}, "ko") == "ko"


@pytest.mark.django_db
def test_staff_and_residents_choose_it(world, visit):
    code = world.text("가로등이 꺼졌어요", "01000000042")
    page = visit("clerk1").get(f"/cases/{code}/").content.decode()
    assert '<option value="ru"' in page
    visit("clerk1").post(f"/cases/{code}/language", {"language": "ru"})
    case = Case.objects.get(code=code)
    assert (case.language, Resident.objects.get(pk=case.resident_id).language_chosen) == (
        "ru",
        True,
    )
    world.text("아직도 어두워요", "01000000042")
    assert "Добавлено" in _automatic_bodies(code)[-1]
    answer = visit("clerk1").post(f"/cases/{code}/language", {"language": "xx"})
    assert answer.status_code == 422
    assert Case.objects.get(code=code).language == "ru"


def test_an_address_does_not_make_a_text_korean():
    assert {lang: language_guess(body) for lang, body in WORDS.items()} == {c: c for c in CODES}
    assert language_guess("솔내로 18") == "ko"
    assert language_guess("1") == "ko"
    assert language_guess("The lamp near 한들역 is broken and nobody came to fix it") == "en"
