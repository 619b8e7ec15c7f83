"""Codes drawn ahead are those drawn when they are asked for."""

from __future__ import annotations

from generator.booklet import qr
from generator.booklet.qr import draw_codes, qr_svg


def test_codes_drawn_ahead_by_several_processes_are_the_same() -> None:
    addresses = [f"https://vademecum.example/schemes/aide-{number}/" for number in range(3)]
    alone = [qr_svg(address) for address in addresses]
    assert len(set(alone)) == 3
    qr._drawn.clear()
    draw_codes([*addresses, addresses[0]], 2)
    assert list(qr._drawn) == addresses
    assert [qr_svg(address) for address in addresses] == alone
