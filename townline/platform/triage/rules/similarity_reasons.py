"""Why two texts look like the same thing, as a person would say it: at most four reasons."""

from townline.platform.triage.rules.similarity import Reason, Seen, Weigh, metres

_NEAR = 1_000.0  # metres; beyond, a distance speaks for nothing
_WORDS = 3
_SENSE = 0.6


def reasons(
    one: Seen, other: Seen, found: dict[str, float], weigh: Weigh, said: dict[int, str]
) -> tuple[Reason, ...]:
    """Give what speaks for it, strongest first; ``said`` are the words behind the numbers."""
    some = [
        *_where(one, other),
        *_seen(found),
        Reason("time", abs((one.at - other.at).total_seconds()) / 3600),
        *_words(one, other, found, weigh, said),
    ]
    return tuple(some)


def _where(one: Seen, other: Seen) -> list[Reason]:
    told: list[Reason] = []
    apart = metres(one, other)
    if one.place and one.place == other.place:
        told.append(Reason("place", one.place))
    if apart is not None and apart <= _NEAR:
        told.append(Reason("distance", float(round(apart))))
    if not told and one.dong and one.dong == other.dong:
        told.append(Reason("dong", one.dong))
    return told


def _seen(found: dict[str, float]) -> list[Reason]:
    some = [Reason("photo")] if found["photo"] or found["photo_near"] else []
    return [*some, Reason("sender")] if found["sender"] else some


def _words(
    one: Seen, other: Seen, found: dict[str, float], weigh: Weigh, said: dict[int, str]
) -> list[Reason]:
    both = [each for each in set(one.words) & set(other.words) if each in said]
    both.sort(key=lambda each: (-weigh(each), said[each]))
    if both:
        return [Reason("words", tuple(said[each] for each in both[:_WORDS]))]
    return [Reason("meaning")] if found["sense"] >= _SENSE else []
