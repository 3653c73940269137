"""Run in a district's own surroundings: lets a text come in, as a link would."""

import os
import sys
import uuid

import django


def main(sender: str, body: str) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "townline.config.settings"
    django.setup()
    from townline.platform.conversations import api
    from townline.platform.conversations.ports import Delivery
    from townline.platform.core import clock
    from townline.platform.core.text import charsets

    now, session = clock.now(), uuid.uuid4().hex
    api.session_open(transport="test", session=session, now=now)
    delivery = Delivery(
        transport="test",
        session=session,
        sequence=1,
        source_addr=sender,
        destination_addr="0200000100",
        data_coding=8,
        charset="ucs2",
        payload=charsets.encode("ucs2", body),
        received_at=now,
    )
    api.deliveries_store(deliveries=[delivery], receipts=[], now=now)


if __name__ == "__main__":
    main(*sys.argv[1:])
