"""The reader by itself: without an embedding, with a broken model, and what it tells of."""

import dataclasses

import numpy as np
import pytest

from townline.platform.triage.reader import embedding, model, serving
from townline.platform.triage.reader.reading import Reader


def words(text):
    """Stand in for the morphemes: every word."""
    tokens, begin = [], 0
    for word in text.split(" "):
        tokens.append((word, begin, begin + len(word)))
        begin += len(word) + 1
    return tokens


@pytest.fixture(scope="module")
def shipped():
    return model.load()


def test_without_the_embedding_danger_is_still_seen(shipped):
    reader = Reader(shipped, words, None)
    read = reader.read("가스 냄새가 나요 빨리 와주세요")
    assert (read["full"], read["vector"]) == (False, "")
    assert read["danger"][0] == "gas"
    assert reader.read("가로등이 꺼졌어요")["services"][0][0] == "lighting"


def test_a_processor_without_avx2_is_done_without(tmp_path, caplog, monkeypatch):
    cpu = tmp_path / "cpuinfo"
    cpu.write_text("flags : fpu sse sse2 avx\n")
    assert not embedding.able(cpu)
    cpu.write_text("flags : fpu avx avx2 bmi2\n")
    assert embedding.able(cpu)
    assert not embedding.able(tmp_path / "nowhere")
    monkeypatch.setattr(embedding, "able", lambda: False)
    assert embedding.load() is None
    assert len(caplog.messages) == 1
    assert "AVX2" in caplog.messages[0]


def test_a_text_that_breaks_the_reader_is_not_read(shipped, caplog):
    def raise_error(_):
        raise RuntimeError("가로등")

    read = Reader(shipped, raise_error, None).read("가로등이 꺼졌어요")
    assert (read["services"], read["danger"], read["language"]) == ([], None, "ko")
    assert "가로등" not in caplog.text


def test_a_districts_own_model_reads_as_soon_as_it_is_there(shipped, tmp_path, monkeypatch):
    monkeypatch.setenv("TOWNLINE_MODELS", str(tmp_path))
    monkeypatch.setattr(embedding, "able", lambda: False)
    readers = serving.Readers(words)
    assert readers.current().model.version == shipped.version
    own = dataclasses.replace(shipped, meta=shipped.meta | {"version": "own-1"})
    model.save(own, tmp_path / "model.npz")
    assert readers.read(["주차"])[0]["version"] == "own-1"
    (tmp_path / "model.npz").write_bytes(b"half of a mod")
    assert readers.read(["주차"])[0]["version"] == shipped.version
    (tmp_path / "model.npz").unlink()
    assert readers.read(["주차"])[0]["version"] == shipped.version


def test_a_model_is_read_as_it_was_written(shipped, tmp_path):
    model.save(shipped, tmp_path / "again.npz")
    again = model.load(tmp_path / "again.npz")
    assert again.meta == shipped.meta
    assert np.array_equal(again.full.sparse, shipped.full.sparse)
    assert np.array_equal(again.idf, shipped.idf)
    assert [file.name for file in tmp_path.iterdir()] == ["again.npz"]


def test_a_model_of_another_make_is_refused(shipped, tmp_path):
    other = dataclasses.replace(shipped, meta=shipped.meta | {"format": 0})
    model.save(other, tmp_path / "old.npz")
    with pytest.raises(ValueError, match="format"):
        model.load(tmp_path / "old.npz")
