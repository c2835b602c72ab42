"""Read a package index as PEP 503 describes it: a page of links for each project."""

import base64
import platform
import re
import ssl
import urllib.request
from collections.abc import Iterable
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit, urlunsplit


@dataclass(frozen=True)
class File:
    """A file that an index offers: its name, and its address without credentials."""

    name: str
    address: str


class Reader:
    """Reads one index, with the credentials that its address may hold.

    They are sent to the index's own host alone. Failures are `OSError` (urllib's errors are).
    """

    def __init__(self, index: str, certificates: Path | None = None) -> None:
        parts = urlsplit(index)
        host = parts.netloc.rpartition("@")[2]
        self._host = host
        self._address = urlunsplit(parts._replace(netloc=host)).rstrip("/") + "/"
        self._authorization = ""
        if parts.username is not None:
            pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
            self._authorization = "Basic " + base64.b64encode(pair.encode()).decode("ascii")
        self._trust = ssl.create_default_context(cafile=certificates or None)

    def files(self, project: str) -> list[File]:
        """Return the files that the index offers of a project."""
        page = urljoin(self._address, f"{project}/")
        links = LinkParser()
        links.feed(self.fetch(page).decode("utf-8", "replace"))
        return [File(name, urldefrag(urljoin(page, address)).url) for name, address in links.found]

    def fetch(self, address: str) -> bytes:
        """Return the bytes behind an address."""
        request = urllib.request.Request(address, headers={"Accept": "text/html, */*;q=0.1"})
        if self._authorization and urlsplit(address).netloc == self._host:
            # Unredirected: another host that the index points to must not see it.
            request.add_unredirected_header("Authorization", self._authorization)
        with urllib.request.urlopen(request, timeout=60, context=self._trust) as answer:
            content: bytes = answer.read()
            return content


class LinkParser(HTMLParser):
    """Collects the links of an index page as `(text, address)`."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self._address: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self._address = dict(attrs).get("href")

    def handle_data(self, data: str) -> None:
        if self._address and data.strip():
            self.found.append((data.strip(), self._address))
            self._address = None


def pick_wheel(files: Iterable[File], version: str) -> File | None:
    """Return the wheel of uv that runs on this machine, the one with the newest system's tag."""
    fitting = [
        (level, file)
        for file in files
        if file.name.startswith(f"uv-{version}-") and file.name.endswith(".whl")
        if (level := fit(file.name, platform.system(), platform.machine(), platform.libc_ver()))
    ]
    return max(fitting, key=lambda pair: pair[0])[1] if fitting else None


def fit(wheel: str, system: str, machine: str, libc: tuple[str, str]) -> tuple[int, ...]:
    """Return the system version that a wheel asks for if the machine has it, else nothing.

    >>> fit("uv-1.0-py3-none-manylinux_2_17_x86_64.whl", "Linux", "x86_64", ("glibc", "2.36"))
    (2, 17)
    """
    libc_version = tuple(int(part) for part in re.findall(r"\d+", libc[1])[:2])
    for tag in wheel.removesuffix(".whl").rsplit("-", 1)[-1].split("."):
        match = re.fullmatch(r"(manylinux|musllinux|macosx)_(\d+)_(\d+)_(\w+)", tag)
        if match is None or match[4] != machine:
            continue
        asked = (int(match[2]), int(match[3]))
        here = {"Darwin": "macosx"}.get(system, "manylinux" if libc[0] == "glibc" else "musllinux")
        if match[1] == here and (here != "manylinux" or asked <= libc_version):
            return asked
    return ()
