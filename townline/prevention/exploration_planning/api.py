"""The door of where to look next: the list, a plan of it, files of sections and what lies below."""

from townline.prevention.exploration_planning.errors import (
    FileGone,
    FileWrong,
    PlanningError,
    PlanningNotAllowed,
    RowProblem,
)
from townline.prevention.exploration_planning.rules.columns import PlaceFileKind, Surface
from townline.prevention.exploration_planning.rules.factors import FACTORS, Factor
from townline.prevention.exploration_planning.selectors.bounds import planning_settings, weights
from townline.prevention.exploration_planning.selectors.chosen import section_features
from townline.prevention.exploration_planning.selectors.ranking import (
    Ranking,
    backward,
    plan_sections,
    ranking,
    years_explored,
)
from townline.prevention.exploration_planning.selectors.stored import (
    StoredKind,
    file_waiting,
    stored_kinds,
)
from townline.prevention.exploration_planning.services.importing import (
    Counts,
    file_places,
    place_file_bring,
    place_file_take,
    places_counted,
    places_take,
)
from townline.prevention.exploration_planning.services.place_jobs import (
    is_long,
    place_file_read_later,
    place_file_take_later,
    preview_of,
    preview_read,
    subject_of,
)
from townline.prevention.exploration_planning.services.reading import (
    Places,
    places_made,
    places_read,
)

__all__ = [
    "FACTORS",
    "Counts",
    "Factor",
    "FileGone",
    "FileWrong",
    "PlaceFileKind",
    "Places",
    "PlanningError",
    "PlanningNotAllowed",
    "Ranking",
    "RowProblem",
    "StoredKind",
    "Surface",
    "backward",
    "file_places",
    "file_waiting",
    "is_long",
    "place_file_bring",
    "place_file_read_later",
    "place_file_take",
    "place_file_take_later",
    "places_counted",
    "places_made",
    "places_read",
    "places_take",
    "plan_sections",
    "planning_settings",
    "preview_of",
    "preview_read",
    "ranking",
    "section_features",
    "stored_kinds",
    "subject_of",
    "weights",
    "years_explored",
]  # fmt: skip
