"""Numbers of the report as readers see them."""

from decimal import Decimal

from tieout.derive.derivation import Derivation
from tieout.ledger.tie import TiedFact
from tieout.quantities.quantity import Quantity
from tieout.quantities.shown import show, show_words
from tieout.quantities.units import STANDARD, Language, Units


def show_fact(tied: TiedFact, form: str, language: Language, units: Units = STANDARD) -> str:
    """A fact as readers see it; `form` is `shown`, `words` or `original`."""
    match form:
        case "original":
            return tied.fact.number
        case "words" if language == "en":
            return show_words(tied.quantity)
        case _:
            return tied.shown(language, units)


def show_derived(
    derivation: Derivation, form: str, language: Language, units: Units = STANDARD
) -> str:
    """A derivation as readers see it; `form` is `shown` or `words`."""
    if form == "words" and language == "en":
        return show_words(derivation.quantity)
    # Computed from an upper bound, a number is under its end, and not nearly there.
    return show(derivation.quantity, language, signed=derivation.signed, nearly=False, units=units)


def account_text(number: int, form: str) -> str:
    """A number of the account as readers see it; `form` is `shown` or `words`."""
    exact = Decimal(number)
    return show_words(Quantity(exact, exact, exact)) if form == "words" else f"{number:,}"
