"""``townline triage evaluate`` on files of any kind; ``train`` keeps only what is better."""

import json
from dataclasses import replace

import pytest

from townline.config import cli
from townline.platform.triage.reader import model

GOOD = [
    {"id": "1", "text": "골목 가로등이 꺼졌어요", "service_code": "lighting", "kind": "complaint",
     "life_safety": False, "lang": "ko", "dong": "느티동", "place": "느티시장"},
    {"id": "2", "text": "느티시장 입구에 쓰레기가 며칠째 그대로예요", "service_code": "waste",
     "kind": "complaint", "life_safety": "none", "dong": "느티동", "lang": "ko"},
    {"id": "3", "text": "I smell gas in the hallway", "life_safety": "gas", "lang": "en"},
    {"id": "4", "text": "(광고) 저금리 대출 무료수신거부 080-000-0000", "kind": "spam"},
    {"text": "불법주차 차 좀 빼 주세요", "service_code": "parking", "life_safety": None},
]  # fmt: skip


@pytest.fixture
def evaluate(tmp_path, capsys, monkeypatch):
    """Write lines into a file, and give the exit code and what was printed."""
    monkeypatch.setenv("TOWNLINE_HOME", str(tmp_path / "nowhere"))

    def run(lines, *options):
        file = tmp_path / "file.jsonl"
        file.write_bytes(b"".join(
            (line if isinstance(line, bytes) else json.dumps(line).encode()) + b"\n"
            for line in lines
        ))  # fmt: skip
        code = cli.main(["triage", "evaluate", str(file), *options])
        return code, *capsys.readouterr()

    return run


def test_figures_of_what_the_lines_say(evaluate):
    code, out, _ = evaluate(GOOD, "--json")
    figures = json.loads(out)
    assert (code, figures["texts"], figures["problems"]) == (0, 5, [])
    shares = figures["shares"]
    assert shares["service: accuracy"]["of"] == 3
    assert shares["service: accuracy"]["value"] == 1
    assert shares["service: accuracy"]["low"] < 1
    assert shares["alarm: recall"]["of"] == 1
    assert shares["alarm: share of ordinary texts alarmed"]["of"] == 3
    assert shares["spam: recall"] == {"value": 1.0, "low": pytest.approx(0.2065, abs=1e-3),
                                      "high": 1.0, "of": 1}  # fmt: skip
    assert shares["language: accuracy"]["of"] == 3
    assert shares["place (demo): recall of dong"]["of"] == 2
    assert figures["model"]
    assert figures["confusions"][0] == {"right": "lighting", "guessed": "lighting", "times": 1}


def test_what_is_broken_is_named_by_its_line_and_the_rest_goes_on(evaluate):
    lines = [GOOD[0], b"{broken", b"", b"[1]", {"text": 5}, b"\xff\xfe", {"id": 1},
             {"text": "주차", "service_code": "space", "kind": "rant"}, GOOD[4]]  # fmt: skip
    code, out, err = evaluate(lines)
    assert code == 0
    assert out.startswith("3 texts, model ")
    for number in (2, 4, 5, 6, 7):
        assert f"file.jsonl: line {number}: no JSON object with a text; skipped" in err
    assert "line 8: service_code 'space' is not known; left out" in err
    assert "line 8: kind 'rant' is not known; left out" in err


@pytest.mark.long  # each starts a process for a sentence that changes seldom
def test_texts_alone_are_read_without_figures(evaluate):
    code, out, _ = evaluate([{"text": "주차"}, {"text": ""}, {"text": "a" * 10_000}])
    assert code == 0
    assert "accuracy" not in out


def test_a_file_without_a_line_to_use_is_said(evaluate, tmp_path):
    code, out, _ = evaluate([b"nothing"])
    assert (code, out) == (1, "no line could be read\n")
    assert cli.main(["triage", "evaluate", str(tmp_path / "not-there")]) == 2


@pytest.mark.long  # each starts a process for a sentence that changes seldom
def test_the_whole_table_and_the_texts_on_demand(evaluate):
    wrong = GOOD[0] | {"service_code": "snow"}
    _, out, _ = evaluate([wrong], "--confusions", "--wrong")
    assert "right (rows), guessed (columns)" in out
    assert "1: snow read as lighting: 골목 가로등이 꺼졌어요" in out


@pytest.mark.long  # each starts a process for a sentence that changes seldom
def test_a_district_nobody_has_is_refused(evaluate):
    code, _, err = evaluate(GOOD, "--district", "atlantis")
    assert code == 2
    assert "demo" in err


def test_events_are_put_together(evaluate):
    rows = [
        {"text": text, "incident": name, "time": f"2026-01-0{day}T08:0{n}:00+09:00"}
        for day, name, texts in (
            (1, "snow", ["눈이 너무 쌓여 언덕을 못 올라가요", "제설 좀 해 주세요 눈 때문에"]),
            (8, "dark", ["정전됐어요 온 동네가", "동네가 다 정전이에요 불이 다 나갔어요"]),
        )
        for n, text in enumerate(texts)
    ]
    _, out, _ = evaluate(rows, "--json")
    assert json.loads(out)["shares"]["incidents (2): B-cubed F1"]["of"] == 4


@pytest.fixture
def own_models(tmp_path, monkeypatch):
    """Have two versions of a district, the second of which reads."""
    monkeypatch.setenv("TOWNLINE_MODELS", str(tmp_path))
    shipped = model.load(model.FILE)
    for version in ("own-20260101-090000-aa", "own-20260201-090000-bb"):
        made = replace(shipped, meta=shipped.meta | {"version": version})
        model.save(made, tmp_path / f"{version}.npz")
        model.save(made, tmp_path / "model.npz")
    return shipped.version


def test_models_are_listed_and_rolled_back_to_the_one_before(own_models, capsys):
    def run(*words):
        code = cli.main(["triage", *words])
        return code, *capsys.readouterr()

    listed = f"  {own_models}\n  own-20260101-090000-aa\n* own-20260201-090000-bb\n"
    assert run("models")[:2] == (0, listed)
    assert run("rollback")[0] == 0
    assert "* own-20260101-090000-aa" in run("models")[1]
    assert run("rollback")[0] == 0
    assert f"* {own_models}" in run("models")[1]
    assert run("rollback")[0] != 0
    code, _, error = run("rollback", "own-3")
    assert code != 0
    assert "no version 'own-3'" in error
    assert run("rollback", "own-20260201-090000-bb")[0] == 0
    assert "* own-20260201-090000-bb" in run("models")[1]
