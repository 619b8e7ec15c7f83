"""Packing: the same objects in fewer octets, and no guess about a file written otherwise."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.booklet.pack import NotPlainError, packed


def plain(pdf: pikepdf.Pdf, **options: object) -> bytes:
    """A file with one table of references, as Typst writes them."""
    out = io.BytesIO()
    settings = {"object_stream_mode": pikepdf.ObjectStreamMode.disable, "static_id": True}
    pdf.save(out, **{**settings, **options})
    return out.getvalue()


def document(*streams: bytes, texts: tuple[bytes, ...] = ()) -> pikepdf.Pdf:
    """A page for each stream, which fills a third of it with grey, and objects of text."""
    pdf = pikepdf.Pdf.new()
    for stream in streams:
        page = pdf.add_blank_page(page_size=(30, 30))
        page.obj.Contents = pdf.make_stream(b"0.5 g 0 0 30 10 re f\n%" + stream.hex().encode())
        page.obj.Extra = pdf.make_stream(stream)
    pdf.Root.Texts = pikepdf.Array([pdf.make_indirect(pikepdf.String(text)) for text in texts])
    return pdf


def shown(content: bytes) -> list[bytes]:
    """The pixels of each page."""
    with pypdfium2.PdfDocument(content) as pdf:
        return [bytes(page.render().buffer) for page in pdf]


def objects(content: bytes, count: int) -> list[object]:
    """The first objects of a file by number: what each says, streams with their octets."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        found = [pdf.get_object(number, 0) for number in range(1, count)]
        return [
            (dict(one.stream_dict.items()).keys(), one.read_raw_bytes())
            if isinstance(one, pikepdf.Stream)
            else one.unparse()
            for one in found
        ]


def size(content: bytes) -> int:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return len(pdf.objects) + 1


@given(
    st.lists(st.binary(max_size=60), min_size=1, max_size=3),
    st.lists(st.binary(max_size=60), max_size=3),
)
def test_every_object_is_the_same(streams: list[bytes], texts: list[bytes]) -> None:
    content = plain(document(*streams, texts=tuple(texts)), compress_streams=False)
    assert objects(packed(content), size(content)) == objects(content, size(content))


def test_words_of_the_format_inside_an_object_are_no_more_than_words() -> None:
    traps = (b"endstream", b"endobj\n9 0 obj\nendstream", b"trailer <</Size 1>> startxref 0 %%EOF")
    content = plain(document(*traps, texts=traps), compress_streams=False)
    assert objects(packed(content), size(content)) == objects(content, size(content))


def test_objects_beyond_one_stream_of_them_are_found_and_the_file_is_sound() -> None:
    texts = tuple(b"text %d" % number for number in range(650))
    content = plain(document(b"", b"", texts=texts))
    small = packed(content)
    assert len(small) < len(content) / 4
    assert objects(small, size(content)) == objects(content, size(content))
    with pikepdf.open(io.BytesIO(small)) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert [bytes(text) for text in pdf.Root.Texts] == list(texts)


def test_pages_look_the_same() -> None:
    content = plain(document(b"one", b"two"))
    assert shown(packed(content)) == shown(content)
    assert len(set(shown(content)[0])) > 1


def test_the_same_file_is_packed_to_the_same_octets() -> None:
    content = plain(document(b"one", texts=(b"a", b"b")))
    assert packed(content) == packed(content)


def test_a_file_written_otherwise_is_refused() -> None:
    content = plain(document(b"one"))
    encrypted = plain(document(b"one"), static_id=False, encryption=pikepdf.Encryption(owner="x"))
    written_on = content + b"\nxref\n0 0\ntrailer\n<</Size 1/Prev 9>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(content) + 1
    )
    for wrong in (b"", content[:-40], packed(content), encrypted, written_on):
        with pytest.raises(NotPlainError):
            packed(wrong)


def test_a_table_that_is_wrong_is_refused() -> None:
    content = plain(document(b"one"))
    at = content.index(b" 00000 n")
    moved = b"%010d" % (int(content[at - 10 : at]) + 1)
    with pytest.raises(NotPlainError, match="not where the table says"):
        packed(content[: at - 10] + moved + content[at:])
