"""The uv that is brought in when there is none: its version and hashes, from `uv.txt`."""

import re
from dataclasses import dataclass
from pathlib import Path

PIN_FILE = Path(__file__).with_name("uv.txt")


@dataclass(frozen=True)
class Pin:
    """A version of uv and the sha256 of each of its files, as `file` (pip's format) states them."""

    file: Path
    version: str
    hashes: frozenset[str]


def read_pin(file: Path = PIN_FILE) -> Pin:
    """Read the pin. Raises `ValueError` when the file holds no version or no hash."""
    text = file.read_text(encoding="utf-8")
    version = re.search(r"^uv==(\S+)", text, re.MULTILINE)
    hashes = frozenset(re.findall(r"--hash=sha256:([0-9a-f]{64})\b", text))
    if version is None or not hashes:
        raise ValueError(f"{file.name} does not pin uv with its hashes")
    return Pin(file, version[1], hashes)
