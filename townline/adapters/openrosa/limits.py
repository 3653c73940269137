"""How often phones of surveyors may ask."""

from typing import Final

from townline.platform.core.http.limits import Limit, PublicDoor

# A phone that was offline for a week sends some hundred forms in a row.
CALLS: Final = Limit(name="openrosa:call", per="surveyor", most=1_200, shared=False)
# Tokens cannot be guessed; who tries is slowed down all the same.
WRONG: Final = Limit(name="openrosa:wrong", per="address", most=60)

_ADDRESSES = ("formList", "form", "manifest", "media/<name>", "submission")
DOORS: Final = [
    PublicDoor(
        at=(
            *(f"openrosa/{rest}" for rest in _ADDRESSES),
            *(f"openrosa/<token>/{rest}" for rest in _ADDRESSES),
        ),
        who="phones of surveyors (ODK Collect, our own page)",
        costs="the surveyor's token of 160 bits, in the address or as the password of HTTP Basic",
        tells="forms, and the homes of this surveyor alone; takes what was filled in",
        limits=(CALLS, WRONG),
    )
]
