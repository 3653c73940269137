"""Photos on the page: in bubbles, and the box that takes them."""

from townline.adapters.simulator.page.markup import Markup, fill, join_markup
from townline.adapters.simulator.photo_calls import photos
from townline.adapters.simulator.photo_calls.photos import PhotoMeta


def pictures(shown: list[PhotoMeta], known: dict[str, str]) -> Markup:
    """Write the photos of a bubble; nothing for none."""
    if not shown:
        return Markup("")
    items = [
        fill("picture", known, id=one.id, alt=known["photo"].format(number=number, name=one.name))
        for number, one in enumerate(shown, 1)
    ]
    return fill("pictures", known, pictures=join_markup(items))


def chooser(known: dict[str, str], problem: photos.FormProblem | None) -> Markup:
    """Write the box that takes photos."""
    hint = known["photos_hint"].format(**limits())
    wrong = problem is not None and problem.field == "photos"
    invalid = Markup(' aria-invalid="true"') if wrong else ""
    return fill("chooser", known, hint=hint, invalid=invalid)


def limits() -> dict[str, str | int]:
    """Give what the words about photos name."""
    return {
        "most": photos.MOST,
        "largest": photos.megabytes(photos.largest()),
        "together": photos.megabytes(photos.TOGETHER),
    }
