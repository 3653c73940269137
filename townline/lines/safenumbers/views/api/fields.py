"""Texts that come through the API."""

from typing import Annotated

from pydantic import AfterValidator, Field


def _without_nul(text: str) -> str:
    if "\x00" in text:
        raise ValueError("the text holds a character that cannot be kept (NUL)")
    return text


type Short = Annotated[str, Field(max_length=40), AfterValidator(_without_nul)]
type Reason = Annotated[str, Field(max_length=2_000), AfterValidator(_without_nul)]
