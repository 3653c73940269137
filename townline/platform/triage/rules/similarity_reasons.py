"""Why two texts look like the same thing, as a person would say it: at most four reasons."""

from townline.platform.triage.rules.similarity import ComparedText, Reason, Weigh, metres

_NEAR = 1_000.0  # metres; beyond, a distance speaks for nothing
_WORDS = 3
_SENSE = 0.6


def reasons(
    one: ComparedText,
    other: ComparedText,
    found: dict[str, float],
    weigh: Weigh,
    stems: dict[int, str],
) -> tuple[Reason, ...]:
    """Give what speaks for it, strongest first; ``stems`` are the words behind the numbers."""
    some = [
        *_where(one, other),
        *_photo_reasons(found),
        Reason("time", abs((one.at - other.at).total_seconds()) / 3600),
        *_words(one, other, found, weigh, stems),
    ]
    return tuple(some)


def _where(one: ComparedText, other: ComparedText) -> list[Reason]:
    place_reasons: list[Reason] = []
    apart = metres(one, other)
    if one.place and one.place == other.place:
        place_reasons.append(Reason("place", one.place))
    if apart is not None and apart <= _NEAR:
        place_reasons.append(Reason("distance", float(round(apart))))
    if not place_reasons and one.dong and one.dong == other.dong:
        place_reasons.append(Reason("dong", one.dong))
    return place_reasons


def _photo_reasons(found: dict[str, float]) -> list[Reason]:
    some = [Reason("photo")] if found["photo"] or found["photo_near"] else []
    return [*some, Reason("sender")] if found["sender"] else some


def _words(
    one: ComparedText,
    other: ComparedText,
    found: dict[str, float],
    weigh: Weigh,
    stems: dict[int, str],
) -> list[Reason]:
    both = [each for each in set(one.words) & set(other.words) if each in stems]
    both.sort(key=lambda each: (-weigh(each), stems[each]))
    if both:
        return [Reason("words", tuple(stems[each] for each in both[:_WORDS]))]
    return [Reason("meaning")] if found["sense"] >= _SENSE else []
