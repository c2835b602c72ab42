"""What the build and a kernel hand to each other: tied facts there, values back."""

import os
import pickle
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from tieout.derive.derivation import Derivation, Input
from tieout.ledger.ledger import Ledger
from tieout.ledger.tie import TiedFact
from tieout.quantities.quantity import Quantity
from tieout.quantities.units import Language

FACTS_VARIABLE = "TIEOUT_FACTS"
#: Quarto sets it for every kernel that it starts.
_QUARTO_VARIABLE = "QUARTO_FIG_WIDTH"
VALUE_MIME = "application/vnd.tieout.value+json"
#: The registered type of Vega-Lite, in the form that notebooks may hold.
VEGA_LITE_MIME = "application/vnd.vegalite.v6+json"
TABLE_MIME = "application/vnd.tieout.table+json"
DERIVATIONS_MIME = "application/vnd.tieout.derivations+json"
#: Where marks in a chart point until the page's own addresses are known.
PLACEHOLDER = "https://tieout.invalid/"


@dataclass(frozen=True, slots=True)
class Handover:
    """What a chapter's cells may use: the ledger, its tied facts, the reader's language,
    and the account of the build so far: sources, sentences, mentions, and what became of
    these. `site` is where the links of what cells show lead, as `tieout.notebook.showing` says;
    it is empty in a build, whose pages are made of values and not of what these show."""

    ledger: Ledger
    tied: tuple[TiedFact, ...]
    language: Language
    account: Mapping[str, int]
    site: str = ""


def save(handover: Handover, path: Path) -> None:
    """Writes the hand-over for kernels of the same build."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(pickle.dumps(handover))


def in_build() -> bool:
    """Whether this process is a kernel that a build has started."""
    return bool(os.environ.get(FACTS_VARIABLE))


def under_quarto() -> bool:
    """Whether this process is a kernel that Quarto has started. It makes of Markdown what each of
    its formats needs; raw HTML would be missing from PDF and stand in tables of contents."""
    return bool(os.environ.get(_QUARTO_VARIABLE))


def load() -> Handover | None:
    """The hand-over of the build that started this process, if one did."""
    path = os.environ.get(FACTS_VARIABLE)
    if not path:
        return None
    handover = pickle.loads(Path(path).read_bytes())  # our own file, written by this build
    return handover if isinstance(handover, Handover) else None


def derivations_data(derivations: tuple[Derivation, ...]) -> list[dict[str, Any]]:
    """Derivations as JSON; numbers as text, so that no digit is lost."""
    return [
        {
            **asdict(derivation),
            "quantity": {
                name: str(value) if isinstance(value, Decimal) else value
                for name, value in asdict(derivation.quantity).items()
            },
        }
        for derivation in derivations
    ]


def derivations_from(bundle: Mapping[str, Any]) -> tuple[Derivation, ...]:
    """Derivations from what a kernel answered."""
    return tuple(
        Derivation(
            id=data["id"],
            title=data["title"],
            formula=data["formula"],
            inputs=tuple(Input(**it) for it in data["inputs"]),
            quantity=_quantity(data["quantity"]),
            signed=data["signed"],
            note=data["note"],
            assumes=tuple(data["assumes"]),
            across=tuple(data["across"]),
            over_facts=data["over_facts"],
            facts=tuple(Input(**it) for it in data["facts"]),
            declared=data["declared"],
        )
        for data in bundle[DERIVATIONS_MIME]
    )


def _quantity(data: Mapping[str, Any]) -> Quantity:
    numbers = {
        name: None if data[name] is None else Decimal(data[name])
        for name in ("value", "low", "high", "step")
    }
    return Quantity(**numbers, unit=data["unit"], bound=data["bound"])
