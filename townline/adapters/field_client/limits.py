"""How often the page of a surveyor may ask for what OpenRosa does not give."""

from typing import Final

from townline.platform.core.http.limits import Limit, PublicDoor

# Once a minute, and the drawings of the day's homes in a row.
CALLS: Final = Limit(name="field:call", per="surveyor", most=600, shared=False)
# Tokens cannot be guessed; who tries is slowed down all the same.
WRONG: Final = Limit(name="field:wrong", per="address", most=60)

DOORS: Final = [
    PublicDoor(
        at=(
            "field/<token>/",
            "field/<token>/fill",
            "field/<token>/worker.js",
            "field/<token>/app.webmanifest",
        ),
        who="browsers of surveyors",
        costs="nothing; the page is the same for every token",
        tells="scripts of ours, and the words of a page without data",
    ),
    PublicDoor(
        at=("field/<token>/facts", "field/<token>/photo/<home>/<sha256>"),
        who="the page of a surveyor",
        costs="the surveyor's token of 192 bits, in the address",
        tells="whose it is, and drawings and photos that hang on this surveyor's homes",
        limits=(CALLS, WRONG),
    ),
]
