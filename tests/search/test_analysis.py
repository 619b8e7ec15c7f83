"""Which words the search takes for the same, and which it keeps apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.search.analysis import analyse, name_key, stem, words


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("L’ÉQUIPEMENT", ["equipement"]),
        ("l'équipement", ["equipement"]),
        ("jusqu’aujourd’hui", ["aujourd", "hui", "aujourdhui"]),
        ("l’APL, la C.A.F. et le C2S", ["apl", "caf", "c2s"]),
        ("l'A.P.L.", ["apl"]),
        ("N.I.S.", ["nis"]),
        ("sans-abri", ["sans", "abri", "sansabri"]),
        ("prud’hommes", ["prud", "hom", "prudhom"]),
        ("Pas-de-Calais", ["calai", "pasdecalai"]),
        ("Cœur cæcum Straße ĳs", ["coeur", "caecum", "stras", "ijs"]),
        ("e\u0301cole cra\u00adyon", ["ecol", "crayon"]),
        ("zo’n foto’s ’s avonds", ["foto", "avond"]),
        ("3919, 115 ou 112 ?", ["3919", "115", "112"]),
        ("www.caf.fr/aides_2026", ["www", "caf", "fr", "aide", "2026"]),
        ("<script>alert(1)</script>", ["script", "alert", "1", "script"]),
        ("", []),
        (" ?!… ", []),
    ],
)
def test_text_becomes_tokens(text: str, tokens: list[str]) -> None:
    assert analyse(text) == tokens


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pair.split("/")
        for pair in (
            "logement/logements aide/aides droit/droits soin/soins crèche/crèches hôpital/hôpitaux "
            "bureau/bureaux travail/travaux social/sociaux social/sociale français/françaises "
            "gratuit/gratuites employé/employées handicapé/handicapée actif/actives "
            "ancien/anciennes européen/européenne moyen/moyens année/années "
            "huur/huren woning/woningen kind/kinderen school/scholen gezin/gezinnen "
            "schuld/schulden brief/brieven prijs/prijzen dakloos/dakloze dakloos/daklozen "
            "fiets/fietsen groot/grote vlaams/vlaamse premie/premies adres/adressen "
            "mogelijkheid/mogelijkheden betaal/betalen jaar/jaren voorwaarde/voorwaarden "
            "sociaal/sociale sociaal/social"
        ).split()
    ],
)
def test_forms_of_one_word_meet(one: str, other: str) -> None:
    assert analyse(one) == analyse(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pair.split("/")
        for pair in (
            "cours/course emploi/employé CPAS/CPA CCAS/CCA banque/banc loyer/louer bus/bu "
            "aide/aider mois/moi RSA/RS permis/permanence kind/kin werk/wer huur/huis"
        ).split()
    ],
)
def test_different_words_stay_apart(one: str, other: str) -> None:
    assert [stem(word) for word in words(one)] != [stem(word) for word in words(other)]


def test_stop_words_are_left_out_but_never_empty_a_text() -> None:
    assert analyse("je ne peux plus payer mon loyer") == ["payer", "loyer"]
    assert analyse("ik kan de huur niet betalen") == ["hur", "betal"]
    assert analyse("PAS") == ["pas"]
    assert analyse("à la") == ["a", "la"]
    assert analyse("l’") == ["l"]


def test_spellings_of_one_name_share_a_key() -> None:
    assert name_key("Pas-de-Calais") == name_key("pas de calais")
    assert name_key("C.A.F.") == name_key("caf")
    assert name_key("L’Équipement") == name_key("equipements")


@given(st.text())
def test_any_text_gives_only_plain_tokens(text: str) -> None:
    for token in analyse(text):
        assert token
        assert not set(token) & set(" '-.*/\"\\")
        assert all(ord(character) < 0x10000 for character in token)


@given(st.text(alphabet="aeioubcdhlmnrstvxz’'-. ", max_size=40))
def test_text_with_a_word_always_gives_a_token(text: str) -> None:
    assert bool(analyse(text)) == any(character.isalpha() for character in text)
