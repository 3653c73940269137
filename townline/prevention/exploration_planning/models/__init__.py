"""Road sections, what lies beside and below them, and the files that told of both."""

from townline.prevention.exploration_planning.models.files import PlaceFile
from townline.prevention.exploration_planning.models.places import RainDay, ReferenceLine, Section

__all__ = ["PlaceFile", "RainDay", "ReferenceLine", "Section"]
