"""The derivations that this kernel's cells have made, in order."""

from dataclasses import dataclass, field
from typing import Any

from tieout.chapters.handover import DERIVATIONS_MIME, derivations_data, in_build
from tieout.derive.derivation import Derivation


class DerivedTwice(ValueError):
    """One id for two derivations that differ."""


@dataclass(slots=True)
class Registry:
    """Derivations by id. In a build each id is made in one way; a cell that someone runs
    again by hand replaces what it made."""

    by_id: dict[str, Derivation] = field(default_factory=dict)

    def add(self, derivation: Derivation) -> None:
        """Raises DerivedTwice, in a build, for an id that stands for another number."""
        if in_build() and self.by_id.get(derivation.id, derivation) != derivation:
            raise DerivedTwice(
                f"{derivation.id} is derived above in another way; give one of them another id"
            )
        self.by_id[derivation.id] = derivation

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        return {
            DERIVATIONS_MIME: derivations_data(tuple(self.by_id.values())),
            "text/plain": f"{len(self.by_id)} derivations",
        }


made = Registry()
