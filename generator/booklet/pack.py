"""A PDF in two fifths of its octets: what Typst writes plainly, in compressed streams of objects.

Readers pay for each octet on a telephone. qpdf does the same, and reads every object for it, in
four times the time; here objects stay the octets they are, and only where they stand changes.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Mapping, Sequence

_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")
_SECTION = re.compile(rb"xref\s+0 (\d+)\s+")
_ENTRY = 20
_ENTRIES = re.compile(rb"(\d{10}) \d{5} ([nf])..", re.DOTALL)
_ROW = struct.Struct(">BIH")
_TRAILER = re.compile(rb"\s*trailer\s*<<(.*)>>\s*\Z", re.DOTALL)
_SIZE = re.compile(rb"/Size \d+\s*")
_LEVEL = 5
"""Two thirds of the time of the usual 6, for 0.5 % more octets."""
_IN_A_STREAM = 200
"""Objects packed together: a reader unpacks them all for one, and more take fewer octets."""


class NotPlainError(ValueError):
    """A file that is not written as Typst writes it: nothing can be said of what is in it."""


def packed(content: bytes) -> bytes:
    """The same document, octet for octet in every object, as PDF 1.5 and later may write it.

    `content` has one table of references, no object of another generation and no encryption, as
    Typst writes; NotPlainError if not. The same octets for the same document.
    """
    objects, trailer, head = _objects(content)
    streams = {number: body for number, body in objects.items() if body.endswith(b"endstream")}
    loose = [number for number in objects if number not in streams]
    out = [head]
    places: dict[int, tuple[int, int, int]] = {}
    at, number = len(head), max(objects, default=0)

    def write(identifier: int, body: bytes) -> None:
        nonlocal at
        places[identifier] = (1, at, 0)
        written = b"%d 0 obj\n%b\nendobj\n" % (identifier, body)
        out.append(written)
        at += len(written)

    for identifier, body in streams.items():
        write(identifier, body)
    for begin in range(0, len(loose), _IN_A_STREAM):
        share = loose[begin : begin + _IN_A_STREAM]
        number += 1
        write(number, _object_stream([(identifier, objects[identifier]) for identifier in share]))
        places |= {identifier: (2, number, index) for index, identifier in enumerate(share)}
    number, start = number + 1, at
    places[number] = (1, start, 0)
    fields = b"/Type/XRef/Size %d/W[1 4 2]%b" % (number + 1, _SIZE.sub(b"", trailer))
    predicted = b"/DecodeParms<</Predictor 12/Columns 7>>"
    write(number, _stream(fields + predicted, _table(places, number + 1)))
    out.append(b"startxref\n%d\n%%%%EOF\n" % start)
    return b"".join(out)


def _objects(content: bytes) -> tuple[dict[int, bytes], bytes, bytes]:
    """The body of each object by its number, the fields of the trailer, what stands before all."""
    start = _START.search(content, len(content) - 64)
    table = _SECTION.match(content, int(start[1])) if start else None
    if start is None or table is None:
        raise NotPlainError("no table of references at its end")
    count = int(table[1])
    end = table.end() + count * _ENTRY
    trailer = _TRAILER.match(content, end, start.start())
    if trailer is None or b"/Prev" in trailer[1] or b"/Encrypt" in trailer[1]:
        raise NotPlainError("more than one table of references, or an encrypted file")
    entries = content[table.end() : end]
    starts = {
        int(offset): number
        for number, (offset, kind) in enumerate(_ENTRIES.findall(entries))
        if kind == b"n"
    }
    order = sorted(starts)
    objects: dict[int, bytes] = {}
    for offset, following in zip(order, [*order[1:], int(start[1])], strict=True):
        number = starts[offset]
        opening = b"%d 0 obj" % number
        written = content[offset:following].rstrip()
        if not (written.startswith(opening) and written.endswith(b"endobj")):
            raise NotPlainError(f"object {number} is not where the table says")
        objects[number] = written[len(opening) : -len(b"endobj")].strip()
    return objects, trailer[1], content[: order[0] if order else int(start[1])]


def _object_stream(objects: Sequence[tuple[int, bytes]]) -> bytes:
    """Objects one after the other, behind a list of their numbers and of where each begins."""
    places, at = [], 0
    for number, body in objects:
        places.append(b"%d %d" % (number, at))
        at += len(body) + 1
    first = b" ".join(places) + b"\n"
    content = first + b"\n".join(body for _, body in objects)
    fields = b"/Type/ObjStm/N %d/First %d" % (len(objects), len(first))
    return _stream(fields, content)


def _table(places: Mapping[int, tuple[int, int, int]], size: int) -> bytes:
    """Where each object stands; each row as its difference from the one before, which packs well.

    A kind (1: in the file, 2: in a stream of objects), an offset or stream, an index.
    """
    rows = b"".join([_ROW.pack(*places.get(number, _FREE)) for number in range(size)])
    before = bytes(_ROW.size) + rows
    differences = bytes([(a - b) & 0xFF for a, b in zip(rows, before, strict=False)])
    return b"".join(
        [b"\2" + differences[at : at + _ROW.size] for at in range(0, len(rows), _ROW.size)]
    )


_FREE = (0, 0, 0xFFFF)
"""The row of a number that no object has; that of 0 always."""


def _stream(fields: bytes, content: bytes) -> bytes:
    body = zlib.compress(content, _LEVEL)
    return b"<<%b/Filter/FlateDecode/Length %d>>stream\n%b\nendstream" % (fields, len(body), body)
