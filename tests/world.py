"""A district at work, for tests of any room: residents text, people act, time passes.

Everything goes through the rooms' front doors, as in operation.
"""

import datetime as dt
import itertools
import uuid
from typing import Any

from tests.scenes import act
from townline.casework.answers import api as answers
from townline.casework.cases import api as cases
from townline.casework.coordination import api as coordination
from townline.casework.deadlines import api as deadlines
from townline.config.wiring import CLAIMERS
from townline.platform.conversations import api as conversations
from townline.platform.conversations.ports import Delivery, Receipt, SegmentJob, SubmitResult
from townline.platform.core.text import charsets
from townline.platform.core.text.dates import DateKind
from townline.platform.departments import api as departments

START = dt.datetime(2026, 11, 25, 5, 32, tzinfo=dt.UTC)  # a Wednesday, 14:32 in Seoul
OFFICE = "0200000100"
_sequence = itertools.count(1)


class World:
    """``now`` is the world's clock; ``wait`` moves it."""

    @act
    def __init__(self) -> None:
        self.now = START
        self.session = uuid.uuid4().hex
        self.transport = "test"
        conversations.session_open(transport=self.transport, session=self.session, now=self.now)

    def wait(self, **delta: float) -> None:
        self.now += dt.timedelta(**delta)

    def person(self, username: str) -> departments.Viewer:
        staff = departments.staff_by_username(username)
        assert staff is not None, username
        return departments.viewer_of(staff, now=self.now)

    def by(self, username: str) -> departments.Act:
        """Let somebody act at this moment."""
        return departments.Act(self.person(username), self.now)

    @act
    def deliver(self, body: str, sender: str = "01000000042", **fields: Any) -> None:
        """Let a text come in; it is stored and not yet routed."""
        values: dict[str, Any] = {
            "transport": self.transport,
            "session": self.session,
            "sequence": next(_sequence),
            "source_addr": sender,
            "destination_addr": OFFICE,
            "data_coding": 8,
            "charset": "ucs2",
            "payload": charsets.encode("ucs2", body),
            "received_at": self.now,
        }
        delivery = Delivery(**(values | fields))
        conversations.deliveries_store(deliveries=[delivery], receipts=[], now=self.now)

    @act
    def route(self) -> int:
        done = 0
        while count := conversations.route_batch(claimers=CLAIMERS, limit=100, now=self.now):
            done += count
        return done

    @act
    def text(self, body: str, sender: str = "01000000042") -> str:
        """Let a text come in and be routed; give the code of the case it went to."""
        self.deliver(body, sender)
        self.route()
        from townline.casework.cases.models import Case

        mine = Case.objects.filter(resident_id=conversations.resident_find(sender) or 0)
        case = mine.order_by("-last_text_at", "-id").first()
        return case.code if case and case.code else ""

    def case(self, code: str, username: str = "clerk1") -> answers.AnswerDetail:
        return answers.answer_get(self.by(username), code=code)

    @act
    def assign(self, code: str, department: str = "roads") -> None:
        cases.case_assign(self.by("clerk1"), code=code, department=department)

    @act
    def ask(self, code: str, department: str, username: str = "roads.officer") -> Any:
        """Ask a department for its position."""
        return coordination.position_ask(
            self.by(username), code=code, department=department, question="무엇을 할 수 있나요?"
        )

    @act
    def draft(self, code: str, body: str = "오늘 메웠습니다. - 한들구 도로과", **more: Any) -> None:
        answers.draft_save(self.by("roads.officer"), code=code, body=body, **more)

    @act
    def submit(self, code: str) -> None:
        """Submit the draft as somebody does who leaves the ticks at its dates as they stand."""
        from townline.casework.answers.models import Draft

        # The case's own view asks a quarter of all that a text asks on its way to the mayor.
        body = Draft.objects.filter(case__code=code).values_list("body", flat=True).first()
        found = deadlines.dates_found(body or "", self.now)
        answers.draft_submit(
            self.by("roads.officer"),
            code=code,
            promised=[
                deadlines.Promise(at=one.at, words=one.words)
                for one in found
                if one.looks is DateKind.PROMISE
            ],
        )

    def awaiting(self, body: str = "길이 파였어요", **more: Any) -> str:
        """Bring a new text as far as the mayor's desk."""
        code = self.text(body)
        self.assign(code)
        self.draft(code, **more)
        self.submit(code)
        return code

    @act
    def confirm(self, code: str, username: str = "mayor") -> None:
        draft = self.case(code).draft
        assert draft is not None
        answers.case_confirm(self.by(username), code=code, hash_=draft.hash)

    @act
    def claim(self, limit: int = 100) -> list[SegmentJob]:
        return conversations.outgoing_claim(
            transport=self.transport, session=self.session, limit=limit, now=self.now
        )

    @act
    def send(self, outcome: Any = "accepted", **fields: Any) -> list[SegmentJob]:
        """Let the link take what is due; ``outcome`` is what the network says."""
        jobs = self.claim()
        results = [
            SubmitResult(
                segment_id=job.segment_id,
                outcome=outcome,
                message_id=f"m{job.segment_id}",
                **fields,
            )
            for job in jobs
        ]
        if results:
            conversations.outgoing_report(results=results, now=self.now)
        return jobs

    @act
    def receipt(self, job: SegmentJob, state: Any = "delivered") -> None:
        receipt = Receipt(
            transport=self.transport,
            session=self.session,
            message_id=f"m{job.segment_id}",
            message_state=state,
            received_at=self.now,
            user_message_reference=job.user_message_reference,
        )
        conversations.deliveries_store(deliveries=[], receipts=[receipt], now=self.now)
