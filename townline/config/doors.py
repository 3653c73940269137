"""Every way in without a sign-in, of all rooms: SECURITY.md shows them, and a test finds others."""

from townline.adapters.field_client import limits as field_client
from townline.adapters.odata import limits as odata
from townline.adapters.open311 import limits as open311
from townline.adapters.openrosa import limits as openrosa
from townline.adapters.sms_http.common.sending import CALLS, WRONG
from townline.adapters.web_form import limits as web_form
from townline.casework.cases import doors as cases
from townline.lines.queues.ticket_pages import doors as ticket_pages
from townline.lines.safenumbers import doors as safenumbers
from townline.platform.core.http.limits import Limit, PublicDoor
from townline.platform.departments import doors as departments
from townline.platform.departments.views.api_auth import TOKENS
from townline.prevention.hazards.hazard_map import doors as hazard_map
from townline.prevention.incidents.warnings import doors as warnings
from townline.prevention.policy import doors as policy
from townline.prevention.surveys.pages import doors as survey_pages
from townline.prevention.work_orders import doors as work_orders
from townline.prevention.works import doors as works
from townline.prevention.works.progress import doors as works_progress

OWN = [
    PublicDoor(
        at=("healthz", "readyz"),
        who="whoever watches the server",
        costs="nothing",
        tells="whether it works, in one word a part",
    ),
    PublicDoor(
        at=("metrics",),
        who="Prometheus",
        costs="to be on this machine, or `TOWNLINE_METRICS_TOKEN`",
        tells="figures without names or numbers",
    ),
    PublicDoor(
        at=("hooks/<kind>/<name>/", "hooks/<kind>/<name>/<rest>", "hooks/(.*)"),
        who="providers of texts",
        costs="their signature; the office's own phone its secret",
        tells="that a text was stored, or which part of the call was wrong",
        limits=(CALLS, WRONG),
    ),
    PublicDoor(
        at=("api/v1/…", "api/openapi.json"),
        who="programs",
        costs="a token of 256 bits that acts as a person, or that person's session",
        tells="what the person may see; without one only what pages show to everybody",
        limits=(TOKENS,),
    ),
    PublicDoor(
        at=("language/", "appearance/", "rail/", "my/keys/save", "banners/"),
        who="everybody",
        costs="nothing",
        tells="nothing; the choice is kept in the browser (bars are for who is signed in)",
    ),
    PublicDoor(
        at=("morning/worker.js", "my/notifications/worker.js"),
        who="browsers of staff",
        costs="nothing",
        tells="a script of ours that anybody may read",
    ),
    PublicDoor(
        at=("map/<name>.pmtiles", "map/areas.json", "map/raster/<zoom>/<x>/<y>"),
        who="everybody",
        costs="nothing; kept by caches",
        tells="the district's streets and the outlines of its dongs; nothing of cases or people",
    ),
    PublicDoor(
        at=("open/",),
        who="everybody",
        costs="nothing; kept by caches",
        tells="the office's numbers, and which pages the district opens to everybody",
    ),
    PublicDoor(
        at=("open/figures", "open/figures.csv", "open/map/matters", "open/privacy"),
        who="everybody",
        costs="nothing; kept by caches",
        tells="published figures, without small ones; where the district wishes, matters of some "
        "categories in squares of 100 m, by day and state, never of danger and without words",
    ),
]

DOORS = [
    *cases.DOORS,
    *safenumbers.DOORS,
    *ticket_pages.DOORS,
    *work_orders.DOORS,
    *works_progress.DOORS,
    *departments.DOORS,
    *hazard_map.DOORS,
    *survey_pages.DOORS,
    *policy.DOORS,
    *warnings.DOORS,
    *works.DOORS,
    *odata.DOORS,
    *open311.DOORS,
    *web_form.DOORS,
    *openrosa.DOORS,
    *field_client.DOORS,
    *OWN,
]


def limits() -> list[Limit]:
    """List every limit once, by name."""
    found = {limit.name: limit for door in DOORS for limit in door.limits}
    return [found[name] for name in sorted(found)]
