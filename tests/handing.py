"""A process that stands for a link: stores the texts that come on its standard input.

``python -m tests.handing``: each line is a JSON object with ``sender`` and ``body``, and perhaps
``payload`` in hex for a unit that nobody can read.
"""

import datetime as dt
import json
import sys
import uuid

import django


def main() -> None:
    django.setup()
    from townline.platform.conversations import api
    from townline.platform.conversations.ports import Delivery

    now, session = dt.datetime.now(dt.UTC), str(uuid.uuid4())
    api.session_open(transport="test", session=session, now=now)
    for sequence, line in enumerate(sys.stdin, 1):
        event = json.loads(line)
        raw = event.get("payload")
        delivery = Delivery(
            transport="test",
            session=session,
            sequence=sequence,
            source_addr=event["sender"],
            destination_addr="0200000100",
            data_coding=8,
            charset="binary" if raw else "ucs2",
            payload=bytes.fromhex(raw) if raw else event["body"].encode("utf-16-be"),
            received_at=dt.datetime.now(dt.UTC),
        )
        api.deliveries_store(deliveries=[delivery], receipts=[], now=dt.datetime.now(dt.UTC))


if __name__ == "__main__":
    main()
