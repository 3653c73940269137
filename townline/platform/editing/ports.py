"""What rooms let people edit of a district's data; ``config/wiring.py`` names it."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ValidationError

from townline.platform.core.district_files.part import Part, words_of
from townline.platform.core.ports import Port
from townline.platform.departments.api import Permission, Viewer
from townline.platform.editing.errors import EditInvalid

# The district's settings as they are stored, and one part of them, as its file has it.
type Raw = dict[str, Any]
type Value = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A part of a value by its path (``title.ko``).

    ``kind``: ``line``, ``words``, ``time``, ``list`` (words with commas between), ``ticks`` or
    ``choice`` (boxes, or a list to choose from: ``choices``). ``most``: characters.
    ``lang``: of the words, "" for none.
    """

    name: str
    label: str
    kind: str = "words"
    lang: str = ""
    hint: str = ""
    most: int = 10_000
    choices: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """Words as somebody will see them, with examples in the place of what is filled in."""

    label: str
    lang: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What a page says of a part: its name, what it is for, and its group in the list.

    ``words``: the line under its name in the list; "": the first words of its value.
    """

    name: str
    about: str = ""
    group: str = ""
    note: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class EditForm:
    """How a value is edited: its fields, and what may stand in braces with an example of each."""

    fields: Sequence[Field]
    examples: Mapping[str, str] = field(default_factory=dict)


class Editable(ABC):
    """Parts of a district's data that people edit on ``/settings/<slug>/``.

    ``part``: the settings that they belong to: its file, and where they are stored.
    """

    slug: ClassVar[str]
    title: ClassVar[Promise]
    about: ClassVar[Promise]
    part: ClassVar[type[Part]]
    # The group of the index of settings.
    group: ClassVar[Promise] = _("민원 처리")
    # What the history calls it: ``district:<noun>:change``, with words in its table.
    noun: ClassVar[str] = "words"
    # Whether somebody outside reads the words, so that the page shows them as they arrive.
    previewed: ClassVar[bool] = True
    # The key of the one part there is: its page stands in the place of a list.
    only: ClassVar[str] = ""
    # What adding one is called; None: there are as many as the programme knows.
    adding: ClassVar[Promise | None] = None
    # Whether 을(를) and (으)로 are settled when the words are filled in.
    settles: ClassVar[bool] = True

    @abstractmethod
    def written(self, raw: Raw) -> dict[str, Value]:
        """Give what the district's data say, by key, in their order."""

    @abstractmethod
    def put(self, raw: Raw, key: str, value: Value | None) -> None:
        """Let the data say something else of a key; None: nothing."""

    @abstractmethod
    def check(self, raw: Raw, key: str, value: Value) -> Value:
        """Give a value as it is kept, after the checks of a load. Raises EditInvalid."""

    @abstractmethod
    def describe(self, raw: Raw, values: Mapping[str, Value]) -> dict[str, Description]:
        """Say what parts are, by key, with a constant number of queries."""

    @abstractmethod
    def form(self, raw: Raw, key: str) -> EditForm:
        """Give the fields of a value."""

    def state(self) -> str:
        """Say in a few words how things are, for the index; with one query at most."""
        return ""

    def samples(self, raw: Raw, key: str, value: Value) -> list[Sample]:
        """Show a value that was found right as people will see it, in each language."""
        return []

    def own(self, raw: Raw) -> dict[str, Value]:
        """Give the programme's own words where the data say nothing."""
        return {}

    def may(self, viewer: Viewer, value: Value) -> bool:
        """Say whether a person may decide about a value."""
        return viewer.may(Permission.MANAGE)

    def may_add(self, viewer: Viewer) -> bool:
        """Say whether a person may add one at all; ``may`` is asked of what they write."""
        return viewer.may(Permission.MANAGE)

    def blank(self, raw: Raw) -> Value:
        """Give what a new one begins as; only where some are added."""
        raise NotImplementedError

    def named(self, raw: Raw, value: Value) -> str:
        """Make the key of a new one; only where some are added."""
        raise NotImplementedError

    def stored(self, key: str, value: Value | None) -> None:  # noqa: B027 -- most keep nothing elsewhere
        """Follow with what is kept elsewhere, in the same transaction. Raises EditInUse."""


def fit(model: type[BaseModel], value: Value, **known: object) -> None:
    """Hold a value against the model that a load uses. Raises EditInvalid by field."""
    try:
        model.model_validate(value, context=known)
    except ValidationError as error:
        wrong: dict[str, str] = {}
        for one in error.errors(include_url=False):
            path = ".".join(str(step) for step in one["loc"] if isinstance(step, str))
            wrong.setdefault(path, words_of(one))
        raise EditInvalid(wrong) from None


# In the order in which pages name them.
EDITABLES: Port[Sequence[Editable]] = Port("what of a district's data is edited on pages")


def editable(slug: str) -> Editable:
    """Give what is edited under an address. Raises KeyError."""
    return {one.slug: one for one in EDITABLES.value}[slug]
