"""The engine's own words on pages, by language."""

import tomllib
from collections.abc import Mapping
from importlib import resources


def words(language: str) -> Mapping[str, str]:
    """The words of a language; English where a report is in one that the engine lacks."""
    text = resources.files("tieout.pages").joinpath("words.toml").read_text(encoding="utf-8")
    tables = tomllib.loads(text)
    table: Mapping[str, str] = tables.get(language, tables["en"])
    return table
