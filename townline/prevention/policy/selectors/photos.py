"""Photos that stories keep, so that nobody sweeps them."""

from collections.abc import Iterable

from townline.casework.cases.ports.photos import Holder
from townline.prevention.policy.models import StoryPhoto


def story_photo_holder() -> Holder:
    """Name what keeps photos of stories."""
    return Holder(every=_every)


def _every() -> Iterable[str]:
    return StoryPhoto.objects.values_list("sha256", flat=True)
