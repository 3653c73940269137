"""Kinds of assets: their names and words, in the district's data."""

from collections.abc import Mapping, Sequence

from townline.platform.core import district
from townline.platform.web.moments import english
from townline.prevention.assets.errors import UnknownAssetKind
from townline.prevention.assets.rules.columns import fold
from townline.prevention.assets.settings import AssetKind, Assets


def asset_settings() -> Assets:
    """Give what the district says of assets."""
    return district.part(Assets)


def kind_of(code: str) -> AssetKind:
    """Give a kind. Raises UnknownAssetKind."""
    found = asset_settings().kinds.get(code)
    if found is None:
        raise UnknownAssetKind(f"the district has no kind {code!r} of asset", value=code)
    return found


def kind_name(code: str, lang: str = "") -> str:
    """Name a kind; one that the district has no more goes by its code."""
    found = asset_settings().kinds.get(code)
    return found.name.in_language(lang or ("en" if english() else "ko")) if found else code


def kinds() -> list[tuple[str, str]]:
    """Give all kinds with their names."""
    return [(code, kind_name(code)) for code in asset_settings().kinds]


def words_by_kind() -> Mapping[str, Sequence[str]]:
    """Give by kind all that it is called."""
    return {
        code: tuple(dict.fromkeys((kind.name.ko, kind.name.en, *kind.words)))
        for code, kind in asset_settings().kinds.items()
    }


def kinds_by_word() -> dict[str, str]:
    """Give the code of a kind by each folded word that a file may call it, and by the code."""
    named = {fold(word): code for code, words in words_by_kind().items() for word in words}
    return named | {fold(code): code for code in asset_settings().kinds}
