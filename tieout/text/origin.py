"""Where a source comes from: the `.toml` beside it, and the source itself."""

from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Published(_Record):
    """When a source was published, and how that is known.

    `date` is as precise as what is known: `2023`, `2023-07`, `2023-07-05`. `basis` tells
    whether the source states it or whether it is inferred; `from` says from what.
    """

    date: str = Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")
    precision: Literal["day", "month", "year"]
    basis: Literal["stated", "inferred"]
    reason: str = Field(min_length=1)


class Origin(_Record):
    """The contents of a source's `.toml`."""

    title: str = Field(min_length=1)
    title_en: str = Field(min_length=1)
    language: str = Field(pattern=r"^[a-z]{2}$")
    publisher: str = ""
    publisher_en: str = ""
    kind: str = Field(min_length=1, description="what sort of text it is, for readers")
    published: Published
    territory: str = Field(min_length=1, description="id in areas.csv of what it speaks of")
    territory_note: str = ""
    rights: str = Field(min_length=1)
    caveat: str = Field(default="", description="what a reader should know before using it")
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    original_file: str = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Source:
    """One raw document under `seeds/`: its id, its text as it stands, and its origin."""

    id: str
    path: str
    raw: str
    origin: Origin
