"""How often one address and one number may report on the page.

Counted once the form's own signature was looked at: forged posts use up nobody's tries.
"""

from typing import Final

from townline.platform.core.http.limits import DAY, HOUR, Limit, PublicDoor

# A household or a library behind one address.
SENDING: Final = Limit(name="report:send", per="address", most=40, window=HOUR)
PICKING: Final = Limit(name="report:pick", per="address", most=60, shared=False)
NUMBER: Final = Limit(name="report:number", per="number", most=10, window=DAY)

DOORS: Final = [
    PublicDoor(
        at=("open/report", "open/report/sent"),
        who="everybody with a mobile telephone",
        costs="a form of ours, and a code that is texted to the telephone",
        tells="which open matters of the public map lie nearby, as that map shows them",
        limits=(SENDING, PICKING, NUMBER),
    )
]
