"""The ways into this room without a sign-in, and how often each may be tried."""

import datetime as dt

from townline.platform.core.http.limits import HOUR, Limit, PublicDoor

_PAUSE = dt.timedelta(minutes=15)

# Wrong ones only. Of one name from one address: an office behind one address is not shut out by
# one person who mistypes, nor a person by somebody elsewhere.
SIGN_IN = Limit(name="sign-in:wrong", per="name and address", most=10, window=_PAUSE)
# Of one person from all addresses: a code has six digits.
CODES = Limit(name="sign-in:wrong-code", per="person", most=10, window=_PAUSE)
# Guessing from many addresses (NIST SP 800-63B-4, 3.2.2: at most 100), or at many names. A right
# password does not forget an address: an account of one's own must not free one to guess on.
NAME = Limit(name="sign-in:wrong-name", per="name", most=100, window=HOUR)
ADDRESS = Limit(name="sign-in:wrong-address", per="address", most=200, window=HOUR)

DOORS = [
    PublicDoor(
        at=(
            "sign-in/",
            "sign-in/second/",
            "sign-in/passkey/",
            "sign-in/passkey/options/",
            "sign-in/with/<provider_id>/",
            "sign-in/with/<provider_id>/back/",
            "sign-out/",
        ),
        who="staff",
        costs="a password and, where the role asks for it, a second proof; or a passkey",
        tells="nothing about which part was wrong",
        limits=(SIGN_IN, CODES, NAME, ADDRESS),
    ),
    PublicDoor(
        at=("sign-in/way-in/<who>/<token>/",),
        who="staff to whom an administrator gave this path",
        costs="a signed token that ends after 48 hours or with its use; a helper's opens until "
        "their account ends or a newer one is made",
        tells="the person's own name for signing in",
    ),
    PublicDoor(
        at=("sign-in/link/<who>/<token>/",),
        who="staff to whom an administrator gave this path",
        costs="a signed token that ends after 48 hours or with its use; then the office's provider",
        tells="the person's own name",
    ),
]
