"""What the database holds in the end, against what the network and the people remember."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

import psycopg
from psycopg.rows import dict_row

from tests.kill.residents import MarkedText

SCHEMA = "handeul"


def rows(link: psycopg.Connection[Any], query: str) -> list[dict[str, Any]]:
    with link.cursor(row_factory=dict_row) as cursor:
        return cursor.execute(query).fetchall()


def connect(dsn: str) -> psycopg.Connection[Any]:
    return psycopg.connect(dsn, options=f"-c search_path={SCHEMA}", autocommit=True)


def waiting(link: psycopg.Connection[Any]) -> int:
    """Count what is still on its way: texts no room has seen, answers not yet settled."""
    found = rows(
        link,
        "SELECT (SELECT count(*) FROM conversations_incomingtext WHERE state = 'waiting')"
        " + (SELECT count(*) FROM conversations_outgoingtext"
        "    WHERE state IN ('queued', 'submitted')) AS n",
    )
    return int(found[0]["n"])


def job_since(link: psycopg.Connection[Any], moment: float) -> bool:
    """Say whether a job of the clock has run since then (epoch seconds)."""
    words = "SELECT at > to_timestamp(%s) AS since FROM core_mark WHERE name = 'jobs'"
    with link.cursor(row_factory=dict_row) as cursor:
        found = cursor.execute(words, [moment]).fetchone()
    return bool(found and found["since"])


def texts_once(link: psycopg.Connection[Any], texts: Iterable[MarkedText]) -> int:
    """Every text exists exactly once, with its words, in one case; give how many came again."""
    incoming = rows(link, "SELECT * FROM conversations_incomingtext")
    stored = Counter(row["body"] for row in incoming)
    wanted = Counter(text.body for text in texts)
    assert stored == wanted, {
        "lost": list((wanted - stored).elements())[:5],
        "doubled or unknown": list((stored - wanted).elements())[:5],
    }
    assert {row["state"] for row in incoming} == {"claimed"}
    loose = rows(link, "SELECT id FROM conversations_textpart WHERE text_id IS NULL")
    assert not loose
    _in_one_case(link, incoming)
    parts = rows(link, "SELECT coalesce(sum(came_again), 0) AS n FROM conversations_textpart")
    whole = sum(row["came_again"] for row in incoming if row["parts_total"] == 1)
    return int(parts[0]["n"]) + int(whole)


def _in_one_case(link: psycopg.Connection[Any], incoming: list[dict[str, Any]]) -> None:
    cases = {row["id"]: row for row in rows(link, "SELECT * FROM cases_case")}
    cases_of_text: dict[int, list[int]] = defaultdict(list)
    lines = rows(
        link,
        "SELECT subject, (data->>'text')::bigint AS text FROM core_transition"
        " WHERE subject LIKE 'case:%' AND actor = 'resident' AND data ? 'text'",
    )
    for line in lines:
        cases_of_text[line["text"]].append(int(line["subject"].partition(":")[2]))
    for text in incoming:
        number = int(text["reference"].partition(":")[2])
        assert cases_of_text[text["id"]] == [number], (
            f"text {text['id']} is in {cases_of_text[text['id']]}"
        )
        assert cases[number]["resident_id"] == text["resident_id"]


def history_whole(link: psycopg.Connection[Any]) -> None:
    """Each case's history is one chain from its first text to its present state."""
    chains: dict[str, list[dict[str, Any]]] = defaultdict(list)
    lines = rows(link, "SELECT * FROM core_transition WHERE subject LIKE 'case:%' ORDER BY id")
    for line in lines:
        assert line["actor"]
        if line["to_state"]:
            chains[line["subject"]].append(line)
    for case in rows(link, "SELECT id, state FROM cases_case"):
        chain = chains[f"case:{case['id']}"]
        assert [line["event"] for line in chain].count("case:status:open") == 1
        assert (chain[0]["from_state"], chain[0]["to_state"]) == ("", "received")
        links = list(pairwise(chain))
        broken = [
            (a["to_state"], b["from_state"]) for a, b in links if a["to_state"] != b["from_state"]
        ]
        assert not broken, f"case {case['id']}: {broken}"
        assert chain[-1]["to_state"] == case["state"]


class Answers:
    """What became of each confirmed answer."""

    def __init__(
        self,
        link: psycopg.Connection[Any],
        answers: Iterable[str],
        submits: list[dict[str, Any]],
        unknown: list[int],
    ) -> None:
        self._link, self._submits, self._unknown = link, submits, set(unknown)
        self._answers = set(answers)
        self._texts = rows(link, "SELECT * FROM conversations_outgoingtext WHERE kind = 'answer'")
        self.states = Counter(row["state"] for row in self._texts)

    def prove(self) -> None:
        self._confirmed_as_written()
        self._none_vanished()
        self._none_sent_twice()
        self._sent_as_confirmed()

    def _confirmed_as_written(self) -> None:
        assert {row["body"] for row in self._texts} == self._answers
        bound = {
            row["outgoing_text_id"]: row
            for row in rows(self._link, "SELECT * FROM cases_confirmation")
        }
        for text in self._texts:
            word = bound[text["id"]]
            assert word["hash"] == text["confirmed_hash"]
            assert text["reference"] == f"case:{word['case_id']}"

    def _none_vanished(self) -> None:
        by_body = defaultdict(list)
        for text in self._texts:
            by_body[text["body"]].append(text)
        for body, texts in by_body.items():
            # One that was stopped by a newer text was confirmed once more, as another row.
            live = [text for text in texts if text["state"] != "cancelled"]
            assert len(live) == 1, (body, [text["state"] for text in texts])
            text = live[0]
            sure = text["state"] == "delivered" and text["accepted_at"]
            assert sure or text["id"] in self._unknown, (body, text["state"])

    def _none_sent_twice(self) -> None:
        references = Counter(each["reference"] for each in self._submits)
        assert max(references.values()) == 1, references.most_common(3)
        written = Counter((each["to"], each["udh"], each["text"]) for each in self._to_answered())
        assert max(written.values()) == 1, written.most_common(3)

    def _to_answered(self) -> list[dict[str, Any]]:
        """Give the submits that are answers or parts of one; automatic texts may be alike."""
        return [each for each in self._submits if any(each["text"] in a for a in self._answers)]

    def _sent_as_confirmed(self) -> None:
        parts: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for each in self._to_answered():
            parts[each["to"]].append(each)
        received_bodies = {
            "".join(e["text"] for e in sorted(own, key=lambda e: e["udh"]))
            for own in parts.values()
        }
        delivered = {text["body"] for text in self._texts if text["state"] == "delivered"}
        assert delivered <= received_bodies, list(delivered - received_bodies)[:3]
