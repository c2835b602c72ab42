"""A PDF with its objects packed into streams. Typst writes each by itself, and a tagged document
has tens of thousands of them, which are most of the file.

The rules are those of ISO 32000-1, 7.5.7 and 7.5.8, which PDF/A-3 and PDF/UA-1 allow.
"""

import re
import zlib
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

_END: Final = re.compile(rb"trailer\s*<<(.*)>>\s*startxref\s+(\d+)\s+%%EOF\s*", re.DOTALL)
_TABLE: Final = re.compile(rb"xref\s+0 (\d+)\s+")
_OBJECT: Final = re.compile(rb"(\d+) 0 obj\s*(.*?)\s*endobj\s*", re.DOTALL)
_SIZE: Final = re.compile(rb"/Size \d+")
#: The length of an entry in the table of objects; of one in its packed form, by its three fields.
_ENTRY, _FIELDS = 20, (1, 4, 2)
#: So many objects stand in a stream.
_TOGETHER: Final = 200


def packed(content: bytes) -> bytes:
    """A PDF as Typst writes it, in one go and with a plain table of its objects, with all of them
    in streams but those that are streams themselves. The same bytes give the same bytes.
    Raises ValueError for a file that is not so."""
    start, objects, trailer = _read(content)
    places = [(0, 0, 0)] * (len(objects) + 1)  # kind; where, or in which stream; the how manieth
    made = bytearray(content[:start])
    plain = [number for number, body in objects.items() if not body.endswith(b"endstream")]
    for number, body in objects.items():
        if body.endswith(b"endstream"):
            places[number] = (1, len(made), 0)
            made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    for first in range(0, len(plain), _TOGETHER):
        together = plain[first : first + _TOGETHER]
        for at, number in enumerate(together):
            places[number] = (2, len(places), at)
        places.append((1, len(made), 0))
        made += _stream(len(places) - 1, *_bundle([(it, objects[it]) for it in together]))
    places.append((1, len(made), 0))
    table = b"".join(
        value.to_bytes(size) for place in places for value, size in zip(place, _FIELDS, strict=True)
    )
    told = b"/Type/XRef/W[%d %d %d]" % _FIELDS + _SIZE.sub(b"/Size %d" % len(places), trailer)
    made += _stream(len(places) - 1, told, table)
    return bytes(made) + b"startxref\n%d\n%%%%EOF\n" % places[-1][1]


def _read(content: bytes) -> tuple[int, dict[int, bytes], bytes]:
    """Where the first object begins, the objects by number, and the entries of the trailer."""
    end = _END.search(content, max(content.rfind(b"trailer"), 0))
    table = _TABLE.match(content, int(end[2])) if end else None
    if not (end and table):
        raise ValueError("this is no PDF with a plain table of its objects")
    entries = range(table.end() + _ENTRY, table.end() + _ENTRY * int(table[1]), _ENTRY)
    begins = sorted(int(content[it : it + 10]) for it in entries)
    objects = {}
    for begin, after in pairwise([*begins, table.start()]):
        whole = _OBJECT.fullmatch(content, begin, after)
        if whole is None:
            raise ValueError(f"there is no object at byte {begin}")
        objects[int(whole[1])] = whole[2]
    if sorted(objects) != list(range(1, len(objects) + 1)):
        raise ValueError("an object is missing or stands twice")
    return begins[0], objects, end[1]


def _bundle(objects: Sequence[tuple[int, bytes]]) -> tuple[bytes, bytes]:
    """The entries and the data of a stream of objects."""
    index, bodies = [], bytearray()
    for number, body in objects:
        index.append(b"%d %d " % (number, len(bodies)))
        bodies += body + b"\n"
    head = b"".join(index)
    return b"/Type/ObjStm/N %d/First %d" % (len(objects), len(head)), head + bytes(bodies)


def _stream(number: int, entries: bytes, data: bytes) -> bytes:
    small = zlib.compress(data)
    entries += b"/Filter/FlateDecode/Length %d" % len(small)
    return b"%d 0 obj\n<<%s>>\nstream\n%s\nendstream\nendobj\n" % (number, entries, small)
