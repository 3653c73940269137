"""Finding a version and holding it."""

from townline.prevention.works_planning.errors import PlanNotFound
from townline.prevention.works_planning.models import PlanVersion
from townline.prevention.works_planning.services.machines import PLANS


def plan_lock(version_id: int) -> PlanVersion:
    """Hold a version until the transaction ends. Raises PlanNotFound."""
    found = PLANS.lock(version_id)
    if found is None:
        raise PlanNotFound(f"there is no plan {version_id}")
    return found
