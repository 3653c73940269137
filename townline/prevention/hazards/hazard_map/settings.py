"""What a district shows of hazards and explorations on its public map."""

from typing import Annotated, Literal

from townline.platform.core.district_files.part import NEEDED, Part
from townline.platform.core.district_files.values import Code, Many, Must


class HazardMap(Part):
    """``kinds``: the kinds of hazards that everybody may see, as ``hazards.json`` names them.

    ``appears``: a safe spot is shown when somebody ``released`` it, or at once as it was
    ``made_safe``. ``planned``: whether stretches are shown that are still to be explored.
    """

    kinds: Annotated[Many[Code], NEEDED] = ()
    appears: Annotated[
        Literal["made_safe", "released"], Must("made_safe or released")
    ] = "released"  # fmt: skip
    planned: bool = True


class PublicHazards(Part):
    """``hazard_map``: None where the district shows none."""

    hazard_map: HazardMap | None = None
