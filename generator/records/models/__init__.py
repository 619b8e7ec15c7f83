"""The records of a guide as frozen values, each field documented where it is declared."""

from generator.records.models.common import (
    Citation,
    Contact,
    Equivalent,
    Lifecycle,
    LifecycleStatus,
    Phone,
    Source,
    Verification,
)
from generator.records.models.edition import EditionSeries
from generator.records.models.partner import Partner, Site
from generator.records.models.place import Area, AreaKind
from generator.records.models.question import Answer, Question
from generator.records.models.record import Record
from generator.records.models.scheme import Amount, Scheme
from generator.records.models.settings import Emergency, GuideSettings
from generator.records.models.synonyms import Synonyms
from generator.records.models.term import Term
from generator.records.models.text import LocalizedNames, LocalizedText, Wording
from generator.records.models.vocabulary import VOCABULARIES, PartnerKind, Step, Theme, Word

__all__ = [
    "VOCABULARIES",
    "Amount",
    "Answer",
    "Area",
    "AreaKind",
    "Citation",
    "Contact",
    "EditionSeries",
    "Emergency",
    "Equivalent",
    "GuideSettings",
    "Lifecycle",
    "LifecycleStatus",
    "LocalizedNames",
    "LocalizedText",
    "Partner",
    "PartnerKind",
    "Phone",
    "Question",
    "Record",
    "Scheme",
    "Site",
    "Source",
    "Step",
    "Synonyms",
    "Term",
    "Theme",
    "Verification",
    "Word",
    "Wording",
]
