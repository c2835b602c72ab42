"""Findings: what is wrong, where, and what to do about it.

A stage returns its result together with the findings that it met; none raises for a
mistake that a user can make. `Stopped` carries the collected findings of a stage up to
the command line, which prints them and exits with status 1.
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in a file of the report: a POSIX path relative to the report's folder, the
    line and the column, both counted from 1, the column in characters."""

    path: str
    line: int = 1
    col: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.col}"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Something wrong: its place, the code of the rule, the message, and what to do.

    `detail` holds what needs lines of its own, such as a traceback."""

    place: Place
    code: str
    message: str
    hint: str = ""
    detail: str = ""

    def __str__(self) -> str:
        """One clear line: `path:line:col: code: what is wrong; what to do`."""
        line = f"{self.place}: {self.code}: {self.message}"
        return f"{line}; {self.hint}" if self.hint else line


class Stopped(Exception):
    """A stage cannot go on: its findings, all of them together."""

    def __init__(self, stage: str, findings: Iterable[Finding]) -> None:
        self.stage = stage
        self.findings = tuple(sorted(set(findings)))
        super().__init__("\n".join(map(str, self.findings)))


def stop_on(stage: str, findings: Iterable[Finding]) -> None:
    """Raises `Stopped` when there is any finding."""
    found = tuple(findings)
    if found:
        raise Stopped(stage, found)


def place_at(path: str, text: str, offset: int) -> Place:
    """The place of a character offset in a text: line and column counted from 1."""
    before = text[:offset]
    return Place(path, before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1)


def place_at_byte(path: str, data: bytes, at: int) -> Place:
    """The place of a byte whose predecessors are UTF-8, perhaps after a byte order mark."""
    before = data[:at].decode("utf-8-sig", "replace")
    return place_at(path, before, len(before))
