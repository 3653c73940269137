"""The ways into this room without a sign-in, and how often each may be used."""

from townline.platform.core.http.limits import Limit, PublicDoor

TRIES = Limit(name="ticket-code:try", per="address", most=20)  # nobody finds a code by trying many
PRESSES = Limit(name="kiosk:press", per="address", most=20)  # a hall's door, not a machine

DOORS = [
    PublicDoor(
        at=(
            "n/",
            "n/<service>/",
            "n/<service>/draw/",
            "open/waiting",
            "open/waiting.json",
            "open/waiting/embed",
            "board/<site>/",
        ),
        who="everybody",
        costs="nothing; the figures are at most a second old and kept by caches",
        tells="how many wait and how long, by line, and how a draw went; nobody's number",
    ),
    PublicDoor(
        at=("n/<service>/take", "n/<service>/book/"),
        who="everybody who wants a ticket",
        costs="a form of ours, work, and a proved telephone while their address has another ticket",
        tells="the ticket that was taken; of a telephone that was written nothing",
    ),
    PublicDoor(
        at=("n/code/",),
        who="who wants their ticket on another device",
        costs="the ticket's number and its code of six signs",
        tells="the ticket; a wrong code looks like a wrong number",
        limits=(TRIES,),
    ),
    PublicDoor(
        at=(
            "n/t/<token>",
            "n/t/<token>/slot/",
            "n/t/<token>/questions/",
            "n/t/<token>/questions/end/",
            "n/t/<token>/questions/q/<name>/",
        ),
        who="the holder of a ticket",
        costs="a token of 128 bits",
        tells="the ticket, its place and its questions",
    ),
    PublicDoor(
        at=("kiosk/<site>/",),
        who="who stands at the screen of a hall",
        costs="a form of ours, and work unless somebody who may call made it the office's screen",
        tells="the ticket that was taken, once",
        limits=(PRESSES,),
    ),
]
