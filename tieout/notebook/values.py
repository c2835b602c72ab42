"""Tied numbers as cells and inline expressions hold them."""

from dataclasses import dataclass, replace
from typing import Any, Literal, NoReturn

from tieout.chapters.handover import PLACEHOLDER, VALUE_MIME, under_quarto
from tieout.derive.derivation import Derivation
from tieout.derive.formula import FormulaError
from tieout.ledger.tie import TiedFact
from tieout.notebook.kernel import kernel
from tieout.notebook.wording import account_text, show_derived, show_fact
from tieout.quantities.quantity import Quantity
from tieout.quantities.units import STANDARD, Language, Units

Form = Literal["shown", "words", "original"]


class Shown:
    """What shows itself as a number of the report: to a build as a value, elsewhere as a link."""

    __slots__ = ()

    def _as_value(self) -> dict[str, str]:
        """What it is: `kind`, `id` and `form`."""
        raise NotImplementedError

    def _as_text(self) -> str:
        raise NotImplementedError

    def _repr_markdown_(self) -> str | None:
        return kernel.linked(self._as_value(), self._as_text()).get("text/markdown")

    def _repr_html_(self) -> str | None:
        if under_quarto():
            return None
        return kernel.linked(self._as_value(), self._as_text()).get("text/html")

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        return {VALUE_MIME: self._as_value(), "text/plain": self._as_text()}


class Measured(Shown):
    """What facts and derivations have in common: `value`, `low` and `high` as floats in the
    base unit (`None` where open), and the code of their `unit`."""

    __slots__ = ()

    @property
    def id(self) -> str:
        raise NotImplementedError

    @property
    def quantity(self) -> Quantity:
        raise NotImplementedError

    def _no_plain_number(self, *_: object) -> NoReturn:
        """What arithmetic of Python's own is told: it would lose what the number stands on."""
        raise FormulaError(f"{self.id} is no plain number: make numbers from numbers by derive()")

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _no_plain_number
    __truediv__ = __rtruediv__ = __pow__ = __neg__ = __float__ = __int__ = _no_plain_number
    __lt__ = __gt__ = __le__ = __ge__ = _no_plain_number

    @property
    def value(self) -> float | None:
        return _float(self.quantity.value)

    @property
    def low(self) -> float | None:
        return _float(self.quantity.low)

    @property
    def high(self) -> float | None:
        return _float(self.quantity.high)

    @property
    def unit(self) -> str:
        return self.quantity.unit


@dataclass(frozen=True, slots=True)
class FactValue(Measured):
    """A fact as a value: named inline it becomes a link to its sentence.

    `shown` is what a reader sees; `.words` shows a small whole number as a word,
    `.original` the wording of the source.
    """

    tied: TiedFact
    language: Language
    units: Units = STANDARD
    form: Form = "shown"

    @property
    def id(self) -> str:
        return self.tied.fact.id

    @property
    def quantity(self) -> Quantity:
        return self.tied.quantity

    @property
    def shown(self) -> str:
        return show_fact(self.tied, self.form, self.language, self.units)

    @property
    def words(self) -> "FactValue":
        return replace(self, form="words")

    @property
    def original(self) -> "FactValue":
        return replace(self, form="original")

    def each(self, counted: str) -> "FactValue":
        """A threshold or a class as an amount for each of what it is said of, so that a formula
        may multiply it: `size=facts["…"].each("count:家")` is CNY per firm.

        `counted` is the unit of the count beside it. Raises FormulaError for any other fact,
        since an amount of all is none of each.
        """
        if self.tied.fact.status not in ("threshold", "tier"):
            raise FormulaError(f"{self.id} is no threshold and no class: it is not said of each")
        per = f"{self.quantity.unit}/{counted.removeprefix('count:')}"
        return replace(self, tied=replace(self.tied, quantity=replace(self.quantity, unit=per)))

    @property
    def link(self) -> str:
        return f"{PLACEHOLDER}fact/{self.id}"

    def _as_value(self) -> dict[str, str]:
        return {"kind": "fact", "id": self.id, "form": self.form}

    def _as_text(self) -> str:
        return self.shown


@dataclass(frozen=True, slots=True)
class DerivedValue(Measured):
    """A derivation as a value: named inline it becomes a link to its entry on the
    derivations page."""

    derivation: Derivation
    language: Language
    units: Units = STANDARD

    @property
    def id(self) -> str:
        return self.derivation.id

    @property
    def quantity(self) -> Quantity:
        return self.derivation.quantity

    @property
    def shown(self) -> str:
        return show_derived(self.derivation, "shown", self.language, self.units)

    @property
    def words(self) -> "WordedValue":
        return WordedValue(self)

    @property
    def link(self) -> str:
        return f"{PLACEHOLDER}derived/{self.id}"

    def _as_value(self) -> dict[str, str]:
        return {"kind": "derived", "id": self.id, "form": "shown"}

    def _as_text(self) -> str:
        return self.shown


@dataclass(frozen=True, slots=True)
class WordedValue(Shown):
    """A derivation shown as a word."""

    of: DerivedValue

    def _as_value(self) -> dict[str, str]:
        return {"kind": "derived", "id": self.of.id, "form": "words"}

    def _as_text(self) -> str:
        return show_derived(self.of.derivation, "words", self.of.language, self.of.units)


@dataclass(frozen=True, slots=True)
class AccountValue(Shown):
    """A number of the build's own account, such as how many sources there are: no link, for no
    source states it."""

    name: str
    number: int
    form: Form = "shown"

    @property
    def words(self) -> "AccountValue":
        return replace(self, form="words")

    def _as_value(self) -> dict[str, str]:
        return {"kind": "account", "id": self.name, "form": self.form}

    def _as_text(self) -> str:
        return account_text(self.number, self.form)


TiedValue = FactValue | DerivedValue


def _float(number: object) -> float | None:
    return None if number is None else float(str(number))
