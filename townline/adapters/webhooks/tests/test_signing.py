"""Signatures are those of the specification."""

import datetime as dt

from townline.adapters.webhooks.rules import WAITS
from townline.adapters.webhooks.signing import new_secret, sign


def test_the_example_of_the_specification():
    signature = sign(
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        message_id="msg_p5jXN8AQM9LWM0D4loKWxJek",
        timestamp=1614265330,
        body=b'{"test": 2432232314}',
    )
    assert signature == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_secrets_are_never_the_same():
    assert len({new_secret() for _ in range(5)}) == 5


def test_the_last_try_is_three_days_after_the_first():
    assert sum(WAITS, dt.timedelta()) == dt.timedelta(days=3)
