"""The keys: whether a change of them was left half-way."""
# fmt: off
# ruff: noqa: E501 -- words in two languages stand beside one another

import datetime as dt
from collections.abc import Iterator

from django.conf import settings

from townline.platform.conversations import api as conversations
from townline.platform.core.findings import Both, Finding, Level, ok, run, span, warn
from townline.platform.core.keys import crypto, keys_file
from townline.platform.core.keys.crypto import Phase
from townline.platform.processes import rotation as keys


def rotation(_now: dt.datetime) -> Iterator[Finding]:
    """Look whether keys are being changed, and whether old ones are still in the file."""
    ring = crypto.ring()
    if ring.changing:
        if keys.is_at_work():
            yield ok("keys", Both("are being changed at this moment", "키를 바꾸는 중입니다"))
        else:
            words = Both("a change of keys was interrupted; all is readable, old keys are still in use", "키 변경이 중단되었습니다. 모두 읽을 수 있고, 이전 키도 아직 씁니다")
            advice = Both("it goes on with: townline keys rotate", "이어서 실행: townline keys rotate")
            yield warn("keys", words, advice)
    elif conversations.numbers_open() and conversations.numbers_behind():
        words = Both("this database is from before the last change of keys", "마지막 키 변경 전의 데이터베이스입니다")
        yield warn("keys", words, run("townline keys rotate --rewrite"))
    elif ring.phase is Phase.DONE:
        advice = Both("when no backup from before needs them: townline keys rotate --retire", "이전 백업에 더 필요하지 않으면 실행: townline keys rotate --retire")
        words = Both("were changed; the old ones are still in the file", "키를 바꾸었고 이전 키도 파일에 있습니다")
        yield Finding(Level.OK, "keys", words, advice)


def age(now: dt.datetime) -> Iterator[Finding]:
    """Tell how old the keys are that write."""
    made = keys_file.keys_made_at(settings.TOWNLINE_KEYS_FILE)
    old = span((now - made).total_seconds())
    yield ok("keys", Both(f"made {made:%Y-%m-%d}, {old} ago", f"{made:%Y-%m-%d} 생성, {old.korean} 전"))


KEYS = (rotation, age)
