"""Turns text into the tokens that the search compares, the same for French and Dutch.

`theme/assets/javascripts/analysis.js` does the same in the browser, word for word: no rule here
may lean on what two engines could see differently (Unicode versions, regular-expression classes,
case folding), so every character that is folded stands in a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

FOLDS = """
a àáâãäåāăąǎªÀÁÂÃÄÅĀĂĄǍ
ae æǽÆǼ
c çćĉċčÇĆĈĊČ
d ďđðĎĐÐ
e èéêëēĕėęěÈÉÊËĒĔĖĘĚ
ff ﬀ
fi ﬁ
fl ﬂ
ffi ﬃ
ffl ﬄ
g ĝğġģĜĞĠĢ
h ĥħĤĦ
i ìíîïĩīĭįıÌÍÎÏĨĪĬĮİ
ij ĳĲ
j ĵĴ
k ķĸĶ
l ĺļľŀłĹĻĽĿŁ
n ñńņňŉŋÑŃŅŇŊ
o òóôõöøōŏőºÒÓÔÕÖØŌŎŐ
oe œŒ
r ŕŗřŔŖŘ
s śŝşšșſŚŜŞŠȘ
ss ßẞ
t ţťŧțŢŤŦȚ
th þÞ
u ùúûüũūŭůűųÙÚÛÜŨŪŬŮŰŲ
w ŵŴ
y ýÿŷÝŸŶ
z źżžŹŻŽ
' \u2018\u2019\u201b\u02bc\u2032\u00b4\u0060\uff07
- \u2010\u2011
. \u00b7\u2027
"""
"""What a character becomes: the last three lines fold apostrophes, hyphens and middle dots."""

ERASED = ((0x00AD, 0x00AD), (0x0300, 0x036F), (0x200B, 0x200F), (0x2060, 0x2060), (0xFEFF, 0xFEFF))
"""Code points that vanish: combining accents, soft hyphen, zero-width characters."""

OTHER_SCRIPTS = (
    (0x0370, 0x060B),
    (0x0620, 0x06D3),
    (0x06D5, 0x167F),
    (0x1681, 0x1FFF),
    (0x3040, 0xD7FF),
)
"""Letters of other alphabets, kept as they are; every other character parts two words."""

ELISIONS = frozenset("l d j m t s n c qu jusqu lorsqu puisqu quoiqu".split())
"""What an apostrophe cuts off in front of a word: "l'aide", "qu'un"."""

CLITICS = frozenset("s t n m k r".split())
"""What an apostrophe cuts off behind a word: "foto's", "'t", "zo'n"."""

STOP_WORDS = frozenset(
    """
    a ai au aux avec avez avoir avons c ca ce cela ces cet cette chez comme comment d dans de des
    depuis dois doit donc dont du e elle elles en entre es est et ete etes etre eux faut il ils j je
    l la le les leur leurs lui m ma mais me meme mes moi mon n ne ni nos notre nous on ont ou par
    pas pendant peut peux plus pour pourquoi pouvez pouvoir qu quand que quel quelle quelles quels
    qui quoi s sa se ses si soi son sont suis sur t ta te tes toi ton tous tout toute toutes tres tu
    un une vers veut veux vos votre voulez vous y

    aimerais arrive besoin bonjour cherche chercher fais faire fait faut merci obtenir sens svp
    trouve trouver va vais voudrais voudrait

    aan al als ben bent bij daar dan dat de den deze die dit door dus een en er geen haar had heb
    hebben hebt heeft hen het hier hij hoe hun ik in is je jij jouw jullie kan kon kunnen kunt maar
    mag meer men met mij mijn moet moeten mogen naar niet nog of om ons onze ook op over te ten tot
    u uit uw van voor waar waarom wanneer want waren was wat we welk welke werd wie wij wil willen
    wilt worden wordt zal ze zich zij zijn zo zou zullen zult

    bedankt doe doen ga gaan graag hallo iemand iets krijg krijgen nodig vind vinden weet weten zoek
    zoeken
    """.split()
)
"""Words too common to tell one page from another. Not here: "sans", "ter", "car", which do."""

IRREGULAR = {
    "baux": "bail",
    "kinderen": "kind",
    "leden": "lid",
    "steden": "stad",
    "travaux": "travail",
    "uren": "uur",
    "yeux": "oeil",
}

LONGEST_COMPOUND = 4
"""Parts of a compound ("Saint-Pol-sur-Ternoise") that also count when written as one word."""


def analyse(text: str) -> list[str]:
    """The tokens of a text, in order, for indexing or for a query.

    A word joined by hyphens or an inner apostrophe gives its parts and the whole ("sans-abri":
    sans, abri, sansabri). Stop words are left out, unless the text holds nothing else: so the
    acronym "PAS" is found although "pas" is a stop word.
    """
    chunks = fold(text).split()
    tokens = [token for chunk in chunks for token in chunk_tokens(chunk)]
    return tokens or [stem(part) for chunk in chunks for part in _all_parts(chunk)]


def words(text: str) -> list[str]:
    """The single words of a text, folded but whole and stop words included; no elided articles."""
    return [word for chunk in fold(text).split() for word in chunk_words(chunk)]


def name_key(text: str) -> str:
    """What the spellings of one name share: "Pas-de-Calais", "pas de calais"; "C.A.F.", "caf"."""
    return "".join(stem(word) for word in words(text))


def fold(text: str) -> str:
    """The text in plain small letters and digits, blanks, and `'`, `-`, `.` where they stood."""
    return text.translate(_FOLDING)


def stem(word: str) -> str:
    """A folded word without its light endings: plurals, the mute e, Dutch -en and long vowels.

    Words of four letters and fewer, and those with a digit, keep their ending: they are acronyms
    as often as words. One rule set serves both languages, because both are in every index.
    """
    if word in IRREGULAR:
        return IRREGULAR[word]
    if len(word) < 4 or not _DIGITS.isdisjoint(word):
        return word
    if len(word) > 4:
        word = _without_ending(_without_plural(word))
    for vowel in "aeou":
        word = word.replace(vowel + vowel, vowel)
    return word


def _without_plural(word: str) -> str:
    if word.endswith(("eaux", "eux", "oux")):
        return word[:-1]
    if word.endswith("aux"):
        return word[:-3] + "al"
    if word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word


def _without_ending(word: str) -> str:
    if len(word) < 5:
        return word
    if word.endswith("heden"):
        return word[:-5] + "heid"
    if word.endswith("en") and word[-3] not in "eiy":
        # "fietsen" must meet "fiets", which lost its s as if it were a plural.
        return _without_final_s(_plain_end(word[:-2]), 5)
    if word.endswith("e"):
        word = word[:-1]
        if len(word) > 5 and word.endswith("e"):
            word = word[:-1]
        # "française" meets "français"; "course" must not meet "cours".
        return _without_final_s(_plain_end(word), 6)
    return _plain_end(word)


def _plain_end(word: str) -> str:
    """One consonant instead of two, f for v, s for z: "bonn" → bon, "briev" → brief."""
    last = word[-1]
    if last == word[-2] and last in _CONSONANTS:
        return word[:-1]
    if last == "v":
        return word[:-1] + "f"
    if last == "z":
        return word[:-1] + "s"
    return word


def _without_final_s(word: str, shortest: int) -> str:
    if len(word) >= shortest and word.endswith("s"):
        return word[:-1]
    return word


@lru_cache(maxsize=1 << 16)
def chunk_tokens(chunk: str) -> tuple[str, ...]:
    """The tokens of one blank-delimited piece of folded text, without stop words."""
    tokens: list[str] = []
    for piece in _pieces(chunk):
        telling = [stem(part) for part in piece if part not in STOP_WORDS]
        tokens += telling
        if telling and 1 < len(piece) <= LONGEST_COMPOUND:
            tokens.append(stem("".join(piece)))
    return tuple(tokens)


@lru_cache(maxsize=1 << 16)
def chunk_words(chunk: str) -> tuple[str, ...]:
    """The single words of one blank-delimited piece of folded text."""
    return tuple(part for piece in _pieces(chunk) for part in piece)


def _pieces(chunk: str) -> Iterable[list[str]]:
    """The compounds of a chunk, each as its parts, without what an apostrophe cut off."""
    for piece in _without_dots(chunk):
        # Odd places hold the separators.
        cut = _INNER.split(piece)
        parts = []
        for place in range(0, len(cut), 2):
            part = cut[place]
            elided = part in ELISIONS and cut[place + 1 : place + 2] == ["'"]
            clitic = part in CLITICS and place > 0 and cut[place - 1] == "'"
            if part and not elided and not clitic:
                parts.append(part)
        if parts:
            yield parts


def _all_parts(chunk: str) -> list[str]:
    return [part for piece in _without_dots(chunk) for part in _INNER.split(piece)[::2] if part]


def _without_dots(chunk: str) -> list[str]:
    """A chunk cut at its dots, except that the initials of an acronym are joined: "l'a.p.l."."""
    pieces: list[str] = []
    initials = False
    for part in chunk.split("."):
        if not part:
            continue
        if initials and len(part) == 1:
            pieces[-1] += part
        else:
            pieces.append(part)
            initials = len(part) == 1 or part[-2] in "'-"
    return pieces


class _Folding(dict[int, str]):
    """The table of `str.translate`; it learns what becomes of a code point on meeting it."""

    def __missing__(self, code: int) -> str:
        if any(first <= code <= last for first, last in ERASED):
            folded = ""
        elif any(first <= code <= last for first, last in OTHER_SCRIPTS):
            folded = chr(code)
        else:
            folded = " "
        self[code] = folded
        return folded


def _folding() -> _Folding:
    table = _Folding()
    for kept in "abcdefghijklmnopqrstuvwxyz0123456789'-.":
        table[ord(kept)] = kept
        table[ord(kept.upper())] = kept
    for line in FOLDS.strip().splitlines():
        folded, characters = line.split(" ")
        for character in characters:
            table[ord(character)] = folded
    return table


_FOLDING = _folding()
_INNER = re.compile("([-'])")
_DIGITS = frozenset("0123456789")
_CONSONANTS = frozenset("bcdfgklmnprst")
