"""A district's own decided texts are learnt from, and a new model reads only if it is better."""

import datetime as dt
from dataclasses import replace
from typing import NamedTuple

import pytest

from townline.platform.triage.reader import model
from townline.training import district, running
from townline.training.evaluation.shares import share
from townline.training.examples import examples
from townline.training.fit import fit
from townline.training.texts import UNSAID, Authored

NOW = dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC)
# Words that no text of ours holds, so that only who learnt them knows.
_PHRASES = {"parking": "붕붕칸", "waste": "줍줍통", "snow": "펄펄산", "lighting": "반짝대"}


class TrainingExample(NamedTuple):
    text: str
    service_code: str
    kind: str
    danger: str | None
    at: dt.datetime


def words(text):
    tokens, begin = [], 0
    for word in text.split(" "):
        tokens.append((word, begin, begin + len(word)))
        begin += len(word) + 1
    return tokens


def training_examples(phrases, *, number=60):
    names = list(phrases)
    return [
        TrainingExample(
            f"{'가스가 새요 ' * (n % 20 == 3)}{phrases[names[n % 4]]} 좀 봐 주세요 {n // 4}번째",
            names[n % 4],
            "complaint",
            "gas" if n % 20 == 3 else None,
            NOW - dt.timedelta(days=number - n),
        )
        for n in range(number)
    ]


def base():
    """Give a few texts of three authors that know none of the words."""
    made = [
        Authored(f"{author}-{file}", f"{text} {n}", service, "complaint", "ko", danger)
        for author in ("a", "b", "c")
        for file in (1, 2)
        for n, (text, service, danger) in enumerate(
            [("차가 막아요", "parking", ""), ("봉투를 버려요", "waste", ""),
             ("언덕이 얼었어요", "snow", ""), ("골목이 어두워요", "lighting", ""),
             ("가스가 새요", "buildings", "gas")]
        )
    ]  # fmt: skip
    return examples(made, analyse=words, embed=None)


@pytest.fixture
def around(tmp_path):
    return district.Surroundings(
        base=base, analyse=words, embed=None, folder=tmp_path / "models", now=NOW
    )


@pytest.fixture(scope="module")
def current():
    return fit(base(), about={"version": "base-1", "data": "-"})


def test_what_is_better_reads_from_now_on(around, current):
    made = district.train(training_examples(_PHRASES), current, around, dry_run=False)
    assert made.replaced
    assert made.new.accuracy.value > made.old.accuracy.value
    assert (made.learnt, made.held) == (41, 19)
    file_names = sorted(file.name for file in around.folder.iterdir())
    assert file_names == ["model.npz", f"{made.new.version}.npz"]
    assert model.load(around.folder / "model.npz").version == made.new.version


@pytest.mark.long  # each learns or groups anew for a case beside those that stay
def test_trying_only_replaces_nothing(around, current):
    made = district.train(training_examples(_PHRASES), current, around, dry_run=True)
    assert made.new.better_than(made.old)
    assert not made.replaced
    assert not around.folder.exists()


def test_what_is_not_better_changes_nothing(around, current):
    better = district.train(training_examples(_PHRASES), current, around, dry_run=False)
    before = (around.folder / "model.npz").read_bytes()
    own = model.load(around.folder / "model.npz")
    turned = dict(zip(_PHRASES, [*list(_PHRASES.values())[1:], _PHRASES["parking"]], strict=True))
    # The newest are as they were: who learnt the older ones, all turned round, is worse.
    mixed = training_examples(turned)[:48] + training_examples(_PHRASES)[48:]
    made = district.train(mixed, own, around, dry_run=False)
    assert made.old.version == better.new.version
    assert not made.replaced
    assert (around.folder / "model.npz").read_bytes() == before


def test_what_is_worse_in_danger_never_replaces(around, current):
    """The challenger knows the district's words, and takes all of them for a danger."""
    district.train(training_examples(_PHRASES), current, around, dry_run=False)
    champion = model.load(around.folder / "model.npz")
    alarming = [one._replace(danger="gas") for one in training_examples(_PHRASES)[:48]]
    others = [Authored("fixed", f"{word} 고마워요", "?", "?", "ko") for word in _PHRASES.values()]
    lessons = alarming + training_examples(_PHRASES)[48:]
    made = district.train(lessons, champion, replace(around, fixed=others), dry_run=False)
    assert made.new.false_alarms > made.old.false_alarms
    assert not made.replaced
    assert model.load(around.folder / "model.npz").version == champion.version


def test_a_challenger_that_alarms_on_everything_is_never_better():
    champion = district.ModelScore("a", share(5, 10), 1.0, missed_dangers=1, false_alarms=1)
    challenger = district.ModelScore("b", share(10, 10), 0.1, missed_dangers=0, false_alarms=9)
    assert not challenger.better_than(champion)
    assert replace(challenger, false_alarms=1).better_than(champion)


def test_the_fixed_texts_hold_dangers_and_near_misses():
    fixed = running.fixed_texts()
    dangers = sum(bool(one.danger) for one in fixed)
    assert dangers > 100
    assert len(fixed) - dangers > 100
    assert {one.service for one in fixed} == {UNSAID}


def test_too_few_are_refused_with_their_number(around, current):
    with pytest.raises(district.TooFew, match="49 decided texts"):
        district.train(training_examples(_PHRASES, number=49), current, around, dry_run=False)


def test_the_newest_month_is_held_out(around):
    examples = [
        one._replace(at=NOW - dt.timedelta(days=90)) for one in training_examples(_PHRASES)[:45]
    ]
    examples += [one._replace(at=NOW) for one in training_examples(_PHRASES)[45:]]
    older, newest = district.split(examples)
    assert (len(older), len(newest)) == (45, 15)
    assert {one.batch for one in newest} == {"x-2026-11"}


@pytest.mark.long  # each learns or groups anew for a case beside those that stay
def test_codes_that_are_not_ours_teach_nothing(around, current):
    odd = [
        one._replace(service_code="space", kind="rant") for one in training_examples(_PHRASES)[:10]
    ]
    made = district.train(odd + training_examples(_PHRASES), current, around, dry_run=True)
    assert made.learnt + made.held == 70
