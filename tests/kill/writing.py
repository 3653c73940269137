"""A process that stands for a link: hands texts over, one batch after another, until ended.

``python -m tests.kill.writing COUNT`` stores COUNT texts at once; with 0 it goes on until its
standard input ends, and then prints how many texts it has stored. Half of them come in two
parts, which lie some batches apart.
"""

import datetime as dt
import itertools
import sys
import threading
import uuid

import django

PEOPLE = 40
PAUSE = 0.1  # a hundred texts in a second, all of which are read before the test ends


def main() -> None:
    django.setup()
    from townline.platform.conversations import api
    from townline.platform.conversations.ports import Delivery, TextPart

    count, session = int(sys.argv[1]), str(uuid.uuid4())
    sequence = itertools.count(1)
    late: list[Delivery] = []
    done = 0
    ended = threading.Event()

    def listen() -> None:
        sys.stdin.read()
        ended.set()

    threading.Thread(target=listen, daemon=True).start()

    def delivery(number: int, body: str, part: TextPart | None) -> Delivery:
        return Delivery(
            transport="test",
            session=session,
            sequence=next(sequence),
            source_addr=f"0100000{number % PEOPLE:04d}",
            destination_addr="0200000100",
            data_coding=8,
            charset="ucs2",
            payload=body.encode("utf-16-be"),
            received_at=dt.datetime.now(dt.UTC),
            part=part,
        )

    def batch(first: int) -> list[Delivery]:
        nonlocal late
        now_come, late = late, []
        for number in range(first, first + 10):
            if number % 2:
                now_come.append(delivery(number, f"길이 파였어요 {number} {session}", None))
            else:
                now_come.append(
                    delivery(number, f"앞 {number} {session}", TextPart(number % 256, 2, 1))
                )
                late.append(
                    delivery(number, f"뒤 {number} {session}", TextPart(number % 256, 2, 2))
                )
        return now_come

    api.session_open(transport="test", session=session, now=dt.datetime.now(dt.UTC))
    while done < count if count else not ended.is_set():
        api.deliveries_store(deliveries=batch(done), receipts=[], now=dt.datetime.now(dt.UTC))
        done += 10
        if not count:
            ended.wait(PAUSE)
    api.deliveries_store(deliveries=late, receipts=[], now=dt.datetime.now(dt.UTC))
    print(done)  # noqa: T201 -- the answer to whoever started this


if __name__ == "__main__":
    main()
