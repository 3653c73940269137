"""What a text was read as: suggestions with their probabilities, never a decision."""

from dataclasses import dataclass

# What may cost a life now. Those of ``PRIVATE`` are for duty and welfare only.
DANGERS = (
    "gas",
    "collapse",
    "cavity",
    "live_wire",
    "flood",
    "fire",
    "person_down",
    "co",
    "self_harm",
    "violence",
)
# The services that the shipped reader was taught.
READER_SERVICES = (
    "parking", "traffic", "roads", "lighting", "drainage", "snow", "waste", "noise_air", "parks",
    "buildings", "housing", "health", "welfare", "animals", "business", "culture", "general",
)  # fmt: skip
PRIVATE = frozenset({"self_harm", "violence"})
# The languages that were learnt; what is in another one is never sure.
LEARNT = ("ko", "en")


class NotRead(Exception):
    """The language process does not run, or did not answer in time: ask again later."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A code with its calibrated probability (0 to 1) and the words of the text that decided."""

    code: str
    probability: float
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Danger:
    """A danger to life that a text may tell of: one of ``DANGERS``, probability 0 to 1.

    ``span``: where the words that tell of it stand in the text as it was sent (start, end).
    """

    kind: str
    probability: float
    words: tuple[str, ...] = ()
    span: tuple[int, int] | None = None

    @property
    def private(self) -> bool:
        """Say whether only duty and welfare may know."""
        return self.kind in PRIVATE


@dataclass(frozen=True, slots=True)
class Reading:
    """One text as the language process read it.

    ``version``: of the model. ``services`` and ``kinds``: the likeliest three, best first; empty
    where nothing can be said of a text (no letters). ``sure``: the first service is at or above
    the threshold kept with the model (95 % precision on texts held out), and there is no alarm.
    ``danger``: None where no alarm is due. ``language``: ``ko``, ``en`` or another ISO 639-1
    code, ``ko-Latn`` for Korean in Latin letters, ``und`` for letters of no language that is
    known here, empty where there are no letters. ``vector``: 384
    signed bytes of unit length times 127, empty without the embedding. ``full``: nothing that
    the model knows to use was missing on this machine.
    """

    version: str
    services: tuple[Guess, ...]
    kinds: tuple[Guess, ...]
    sure: bool
    danger: Danger | None
    language: str
    spam: bool
    vector: bytes
    full: bool

    @property
    def foreign(self) -> bool:
        """Say whether it is in a language that was not learnt: a person looks at it first."""
        return bool(self.language) and self.language not in LEARNT
