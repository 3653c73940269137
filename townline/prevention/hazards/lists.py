"""The hazard held of a case."""

from townline.casework.cases.ports import ListPart
from townline.prevention.hazards.models import HazardCase

PART = ListPart(holds={"hazards": (HazardCase, "case")})
