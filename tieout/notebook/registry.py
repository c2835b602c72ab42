"""The derivations that this kernel's cells have made, in order."""

from dataclasses import dataclass, field
from typing import Any

from tieout.chapters.handover import DERIVATIONS_MIME, derivations_data
from tieout.derive.derivation import Derivation


@dataclass(slots=True)
class Registry:
    """Derivations by id. A cell that runs again replaces what it made."""

    by_id: dict[str, Derivation] = field(default_factory=dict)

    def add(self, derivation: Derivation) -> None:
        self.by_id[derivation.id] = derivation

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        return {
            DERIVATIONS_MIME: derivations_data(tuple(self.by_id.values())),
            "text/plain": f"{len(self.by_id)} derivations",
        }


made = Registry()
