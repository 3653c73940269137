"""What is said on the pages of people and of signing in."""

from collections.abc import Mapping
from typing import Annotated, ClassVar

from django.utils.translation import gettext_noop
from pydantic import Field

from townline.platform.departments.api import PersonEntry
from townline.platform.web.inputs import AS_TYPED, Input, Line, Numbered, Reason

# Kept letter by letter, and never shown again.
type Secret = Annotated[str, AS_TYPED]


class SignIn(Input):
    username: Line = ""
    password: Secret = ""


class Code(Input):
    code: Line = ""


class Credential(Input):
    """What a browser says with a passkey (JSON), and how its person calls it."""

    credential: str = ""
    name: Line = ""


class Passkey(Numbered):
    name: Line = ""


class SessionForm(Input):
    """``id``: a row's number, or others."""

    CALLED: ClassVar[Mapping[str, str]] = {"id": gettext_noop("로그인한 기기")}
    id: Line = ""


class Passwords(Input):
    old: Secret = ""
    password: Secret = ""


class PeopleImport(Input):
    """Why the people of a table are added. ``kept``: the table that the page carried, sealed."""

    CALLED: ClassVar[Mapping[str, str]] = {"kept": gettext_noop("파일")}
    kept: Annotated[str, Field(max_length=1_000_000)] = ""
    reason: Reason = ""


class PersonForm(Input):
    """A person as the form has them; the room says what is missing."""

    CALLED: ClassVar[Mapping[str, str]] = {
        "username": gettext_noop("아이디"),
        "name_ko": gettext_noop("이름"),
        "name_en": gettext_noop("영어 이름"),
        "role": gettext_noop("역할"),
        "language": gettext_noop("언어"),
        "email": gettext_noop("이메일"),
    }
    username: Line = ""
    name_ko: Line = ""
    name_en: Line = ""
    role: Line = ""
    department: Line = ""
    language: Line = ""
    email: Line = ""
    reason: Reason = ""

    @property
    def entry(self) -> PersonEntry:
        return PersonEntry(
            name_ko=self.name_ko,
            name_en=self.name_en,
            role=self.role,
            department=self.department or None,
            language=self.language,
            email=self.email,
        )
