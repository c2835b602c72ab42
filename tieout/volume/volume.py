"""What the report consists of, whatever it is written as."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tieout.text.document import Document
from tieout.weave.links import Links
from tieout.weave.page import Page


@dataclass(frozen=True, slots=True)
class Volume:
    """The report as one document: the woven chapters in order, the pages of the site by
    address, the sources, the words of the engine, and the data files of the site by name.
    `address` is where the site is published, empty where that is not known."""

    title: str
    description: str
    chapters: Sequence[Page]
    pages: Mapping[str, Page]
    documents: Sequence[Document]
    links: Links
    words: Mapping[str, str]
    data: Mapping[str, bytes]
    address: str = ""

    @property
    def newest(self) -> str:
        """The date of the newest source: a year, a month or a day. The report is dated by it, so
        that the same inputs give the same bytes."""
        return max(it.source.origin.published.date for it in self.documents)
