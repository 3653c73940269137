"""What warnings are called, and the words of the district about them."""

from townline.casework.cases import api as cases
from townline.platform.core import district
from townline.platform.core.text.line_words import group_words
from townline.platform.core.text.particles import settle
from townline.platform.core.text.typed import fold_text
from townline.platform.web.moments import english
from townline.prevention.warnings.errors import UnknownWarningDong, UnknownWarningKind
from townline.prevention.warnings.rules.asking import WarningRequest, parse_request
from townline.prevention.warnings.settings import WarningKind, Warnings

_DONG = "-dong"


def warning_settings() -> Warnings:
    """Give what the district says of warnings."""
    return district.part(Warnings)


def kind_of(code: str) -> WarningKind:
    """Give a kind. Raises UnknownWarningKind."""
    found = warning_settings().kinds.get(code)
    if found is None:
        raise UnknownWarningKind(f"the district has no warning {code!r}", value=code)
    return found


def kind_name(code: str, lang: str = "") -> str:
    """Name a kind; one that the district has no more goes by its code."""
    found, spoken = warning_settings().kinds.get(code), lang or ("en" if english() else "ko")
    return district.localized(found.name, f"warnings.kinds.{code}.name", spoken) if found else code


def warning_text(name: str, lang: str, **filled: str) -> str:
    """Fill one of the texts to residents."""
    words = getattr(warning_settings().texts, name)
    return settle(district.localized(words, f"warnings.texts.{name}", lang).format(**filled))


def warning_template(code: str, lang: str) -> str:
    """Give what a warning of a kind begins with. Raises UnknownWarningKind."""
    words = kind_of(code).template
    return district.localized(words, f"warnings.kinds.{code}.template", lang)


def dongs() -> list[tuple[str, str]]:
    """Give the dongs, Korean and English names."""
    return [(ko, en or ko) for ko, en in cases.dongs() if ko]


def dong_check(names: list[str]) -> None:
    """Refuse a dong that there is not. Raises UnknownWarningDong."""
    known = {ko for ko, _ in dongs()}
    if strange := [name for name in names if name not in known]:
        raise UnknownWarningDong(f"there is no dong {strange[0]!r}", value=strange[0])


def dong_name(dong: str, lang: str) -> str:
    """Name a dong in a language."""
    return dong if lang == "ko" else dict(dongs()).get(dong, dong)


def read_request(body: str) -> WarningRequest | None:
    """Read a text that asks for warnings; None for any other."""
    part = warning_settings()
    asks = [fold_text(word) for word in part.ask_words]
    # Nearly every text: without a look at the dongs.
    if not any(word in fold_text(body) for word in asks):
        return None
    kinds = {word: code for code, kind in part.kinds.items() for word in kind.words}
    names = {name: ko for ko, en in dongs() for name in (ko, en, en.lower().removesuffix(_DONG))}
    stop = group_words(district.current(), "stop")
    return parse_request(
        body, kinds=kinds, asks=part.ask_words, dongs=names, stops=stop,
        requests=part.request_words,
    )  # fmt: skip


def example(code: str, dong: str, lang: str) -> str:
    """Give a text that asks, as one would type it."""
    part, korean = warning_settings(), lang == "ko"
    words = [word for word in part.kinds[code].words if word.isascii() != korean]
    asks = [word for word in part.ask_words if word.isascii() != korean]
    parts = [next(iter(words), code), next(iter(asks), ""), dong_name(dong, lang)]
    return " ".join(part for part in parts if part)


def stops(words: str) -> bool:
    """Say whether words name one of the district's words that stop texts."""
    return any(
        fold_text(word) in fold_text(words) for word in group_words(district.current(), "stop")
    )
