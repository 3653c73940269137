"""Danger in languages that were not learnt is known by the sense; such texts are never sure."""

import json

import pytest

from tools.triage.elsewhere import english, other_languages, sample_texts
from townline.platform.core.text.languages import ENGLISH
from townline.platform.triage.reader import embedding, model
from townline.platform.triage.reader.elsewhere import elsewhere, load, pictures, save
from townline.platform.triage.reader.reading import Reader
from townline.platform.triage.rules import LEARNT, PRIVATE
from townline.platform.triage.tests.test_reader import words
from townline.training.fit import digest
from townline.training.material import everything
from townline.training.texts import FOLDER

DANGERS = [
    ("zh", "厨房着火了，孩子还在屋里，快来"),
    ("ja", "一酸化炭素の警報が鳴り、家族が倒れています"),
    ("th", "บ้านข้างๆ ไฟไหม้ มีคนติดอยู่ข้างใน"),
    ("uz", "Uyimizda yong'in chiqdi, ichkarida bolalar bor, yordam bering"),
    ("ru", "Человек лежит на улице без сознания и не дышит"),
    ("tl", "May sunog po dito, may mga tao pa sa loob"),
    ("zh", "반지하 进水了，门打不开，救命"),
]
ORDINARY = [
    ("zh", "路灯坏了，请来修理"),
    ("ja", "ごみの出し方を教えてください"),
    ("th", "ไฟถนนเสีย ช่วยซ่อมด้วย"),
    ("ru", "Где можно продлить карту иностранца?"),
    ("id", "Kapan jadwal buang sampah di sini?"),
    ("ko-Latn", "juchahan cha jom ppae juseyo"),
    ("und", "ߞߊ߬ߙߊ߲ ߞߊ߬ߙߊ߲"),
]


@pytest.fixture(scope="module")
def reader():
    embed = embedding.load()
    if embed is None:
        pytest.skip("no AVX2 here")
    return Reader(model.load(), words, embed)


def test_it_was_made_of_the_texts_as_they_are():
    texts = everything()
    again = "python -m tools.triage.elsewhere"
    assert elsewhere().meta["data"] == digest([*sample_texts(texts), *other_languages()]), again
    assert ENGLISH.read_text("utf-8").split() == english(texts), again


def test_no_held_out_text_was_learnt_from():
    learnt = {one.text for one in other_languages()}
    held = [
        {json.loads(line)["text"] for line in (FOLDER / "heldout" / name).read_text().splitlines()}
        for name in ("languages-1.jsonl", "languages-2.jsonl")
    ]
    assert not learnt & (held[0] | held[1])
    assert not held[0] & held[1]


@pytest.mark.parametrize(("code", "text"), DANGERS)
def test_danger_is_found_in_any_language(reader, code, text):
    read = reader.read(text)
    assert read["danger"] is not None
    assert (read["language"], read["sure"]) == (code, False)


def test_what_few_may_know_of_is_said_only_where_nothing_else_is_likely(reader):
    fire = reader.read("ไฟไหม้บ้านข้างๆ ควันเยอะมาก มีเด็กอยู่ข้างใน ช่วยด้วย")
    knife = reader.read("มีผู้ชายถือมีดทำร้ายภรรยา เธอร้องขอความช่วยเหลือ")
    assert fire["danger"][0] not in PRIVATE
    assert knife["danger"][0] == "violence"


@pytest.mark.parametrize(("code", "text"), ORDINARY)
def test_ordinary_texts_raise_no_alarm_and_are_never_sure(reader, code, text):
    read = reader.read(text)
    assert (read["language"], read["danger"], read["sure"]) == (code, None, False)


@pytest.mark.long  # it fails where weights are made anew; the tests above hold what they find
def test_the_weights_set_nothing_aside_that_they_did_not_learn(reader):
    for one in other_languages():
        read = reader.read(one.text)
        assert not read["spam"] or read["language"] in LEARNT, one.text


def test_what_was_learnt_is_read_as_before(reader, monkeypatch):
    texts = ["가스 냄새가 나요 빨리 와주세요", "가로등이 꺼졌어요", "The lamp is out in my street",
             "There is a fire next door, people are inside"]  # fmt: skip
    read = [reader.read(text) for text in texts]
    monkeypatch.setattr("townline.platform.triage.reader.reading.elsewhere", lambda: None)
    assert [reader.read(text) for text in texts] == read
    assert [bool(one["danger"]) for one in read] == [True, False, False, True]


def test_a_text_of_pictures_tells_of_danger_too(reader):
    reading = reader.read("🔥🏠🆘")
    assert (reading["danger"][0], reading["language"], reading["services"]) == ("fire", "", [])
    assert [reader.read(text)["danger"] for text in ("🙏🙏😭", "🌸🌸", "🚗🚗", "❤️")] == [None] * 4
    assert pictures("😀🚲") == "bicycle"


def test_without_the_embedding_the_letters_judge_and_nothing_is_sure():
    read = Reader(model.load(), words, None).read("Cháy nhà, cứu với")
    assert (read["language"], read["sure"]) == ("vi", False)


def test_a_file_that_cannot_be_read_leaves_the_letters_at_work(tmp_path, reader, monkeypatch):
    monkeypatch.setattr("townline.platform.triage.reader.reading.elsewhere", lambda: None)
    assert reader.read("가스 냄새가 나요 빨리 와주세요")["danger"][0] == "gas"
    (tmp_path / "broken.npz").write_bytes(b"half")
    with pytest.raises((OSError, ValueError)):
        load(tmp_path / "broken.npz")


def test_it_is_read_as_it_was_written(tmp_path):
    save(elsewhere(), tmp_path / "again.npz")
    again = load(tmp_path / "again.npz")
    assert again.meta == elsewhere().meta
    assert (again.weights == elsewhere().weights).all()
