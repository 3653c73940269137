"""Run in the office's surroundings: lets a claim's time pass, and prints what a person must see.

Two minutes ahead of the clock, so that the test need not wait for a lease to end.
"""

import datetime as dt
import json
import os

import django


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "townline.config.settings"
    django.setup()
    from townline.platform.conversations import api
    from townline.platform.core import clock

    api.leases_expire(now=clock.now() + dt.timedelta(minutes=2))
    texts = [text.id for text in api.unknown_outgoing(1000)]
    print(json.dumps(texts))  # noqa: T201 -- the answer


if __name__ == "__main__":
    main()
