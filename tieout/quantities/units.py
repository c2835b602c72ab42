"""Unit codes, and what they are called in each language."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Literal

Language = Literal["en", "zh"]

_COUNT = "count:"
#: What a counting noun may stand for together, as in `count:件/万人`.
SCALES = {"百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit code and its labels. `before`: the English label stands before the number.
    `close`: it follows without a space. `discrete`: it comes one by one."""

    code: str
    en: str
    zh: str
    plural: str = ""
    before: bool = False
    close: bool = False
    discrete: bool = False


@dataclass(frozen=True, slots=True)
class Units:
    """A set of units. Beyond those listed, every `count:` with the classifier or noun as
    printed is a unit, and so is a rate of a unit per anything: `CNY/mu`, `count:套/year`,
    `count:件/万人`. `per` names in English what is only ever counted per."""

    by_code: Mapping[str, Unit] = field(default_factory=dict)
    per: Mapping[str, str] = field(default_factory=dict)

    def known(self, code: str) -> bool:
        """Whether the code is a unit. The empty code is one too: a bare number."""
        numerator, slash, denominator = code.partition("/")
        if slash and (not _is_noun(denominator.removeprefix(_COUNT)) or "/" in denominator):
            return False
        if numerator.startswith(_COUNT):
            return _is_noun(numerator.removeprefix(_COUNT))
        return numerator in self.by_code or not code

    def of(self, code: str) -> Unit:
        """The unit of a code. An unknown code is its own label, so that it shows."""
        if code in self.by_code:
            return self.by_code[code]
        if code.startswith(_COUNT):
            return Unit(code, "", code.removeprefix(_COUNT), discrete=True)
        return Unit(code, code, code)

    def per_label(self, denominator: str, language: Language) -> str:
        """What a rate is per, in the singular."""
        noun = denominator.removeprefix(_COUNT)
        if denominator in self.by_code:
            unit = self.by_code[denominator]
            return unit.en if language == "en" else unit.zh
        return self.per.get(noun, noun) if language == "en" else noun

    def extended(self, units: Mapping[str, Unit]) -> "Units":
        """These units and a report's own, which win."""
        return Units({**self.by_code, **units}, self.per)


def _is_noun(text: str) -> bool:
    return bool(text) and text == text.strip() and ":" not in text


def _packaged() -> Units:
    table = tomllib.loads(files(__package__).joinpath("units.toml").read_text(encoding="utf-8"))
    per = table.pop("per")
    return Units({code: Unit(code=code, **entry) for code, entry in table.items()}, per)


#: The units that the package knows, from `units.toml`.
STANDARD = _packaged()


def known(code: str, units: Units = STANDARD) -> bool:
    """Whether a unit code is known: listed, a `count:…`, a rate, or empty."""
    return units.known(code)


def is_discrete(code: str, units: Units = STANDARD) -> bool:
    """Whether things of this unit come one by one, so that an unscaled whole number of them
    is exact. A rate is discrete when what it counts is, but not per so many of something:
    110件 per 万人 was reckoned, and rounded."""
    numerator, _, per = code.partition("/")
    if len(per) > 1 and per[0] in SCALES:
        return False
    return not numerator or units.of(numerator).discrete
