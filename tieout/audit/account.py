"""The account of an audit: what was counted."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Account:
    """What an audit counted on a site.

    `numbers` are all that a reader can see outside the source pages. Each of them is
    counted once more below: `tied_to_facts` and `tied_to_derivations` through a link that
    holds, `waived`, a plain `date`, `in_attributes` where it belongs to a link, or
    `untied`. `axis_ticks` and the `listings` of code are passed over and are no part of
    `numbers`. `links` are the addresses inside the site that were followed.
    """

    pages: int = 0
    numbers: int = 0
    tied_to_facts: int = 0
    tied_to_derivations: int = 0
    waived: int = 0
    dates: int = 0
    in_attributes: int = 0
    untied: int = 0
    axis_ticks: int = 0
    listings: int = 0
    links: int = 0
    facts: int = 0
    derivations: int = 0
    sources: int = 0

    @property
    def share_tied(self) -> float:
        """The part of the numbers that is tied, waived or a date: 1.0 is the only pass."""
        return 1.0 if not self.numbers else 1 - self.untied / self.numbers
