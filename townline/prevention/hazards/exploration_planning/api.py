"""The door of where to look next: the list, a plan of it, files of sections and what lies below."""

from townline.prevention.hazards.exploration_planning.errors import (
    FileGone as FileGone,
    FileWrong as FileWrong,
    PlanningError as PlanningError,
    PlanningNotAllowed as PlanningNotAllowed,
    RowProblem as RowProblem,
)
from townline.prevention.hazards.exploration_planning.rules.columns import (
    PlaceFileKind as PlaceFileKind,
    Surface as Surface,
)
from townline.prevention.hazards.exploration_planning.rules.factors import (
    FACTORS as FACTORS,
    Factor as Factor,
)
from townline.prevention.hazards.exploration_planning.selectors.ground import (
    planning_settings as planning_settings,
    weights as weights,
)
from townline.prevention.hazards.exploration_planning.selectors.ranking import (
    Ranking as Ranking,
    backward as backward,
    plan_sections as plan_sections,
    ranking as ranking,
    section_features as section_features,
    years_explored as years_explored,
)
from townline.prevention.hazards.exploration_planning.selectors.stored import (
    StoredKind as StoredKind,
    file_waiting as file_waiting,
    stored_kinds as stored_kinds,
)
from townline.prevention.hazards.exploration_planning.services.importing import (
    Counts as Counts,
    file_places as file_places,
    place_file_bring as place_file_bring,
    place_file_take as place_file_take,
    places_counted as places_counted,
    places_take as places_take,
)
from townline.prevention.hazards.exploration_planning.services.place_jobs import (
    is_long as is_long,
    place_file_read_later as place_file_read_later,
    place_file_take_later as place_file_take_later,
    preview_of as preview_of,
    preview_read as preview_read,
    subject_of as subject_of,
)
from townline.prevention.hazards.exploration_planning.services.reading import (
    Places as Places,
    places_made as places_made,
    places_read as places_read,
)
