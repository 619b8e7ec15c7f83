"""Questions of the self-check: what a person may say of their situation, and what may help."""

from __future__ import annotations

from typing import ClassVar

from generator.records.models.base import Model, field
from generator.records.models.record import Record
from generator.records.models.text import LocalizedText
from generator.records.models.types import ObstacleId, PartnerId, SchemeId, Slug, ThemeId


class Answer(Model):
    """One thing a person may say; one that leads nowhere says that nothing is needed."""

    id: Slug = field(
        "Identifier, kept on the person's device. Never changed, unique in its question.",
        example="rent",
    )
    text: LocalizedText = field(
        "What the person says, in the first person, in plain words.",
        example={
            "fr": "J’ai du mal à payer mon loyer.",
            "nl": "Ik kan mijn huur moeilijk betalen.",
        },
    )
    call: tuple[PartnerId, ...] = field(
        "Whom to call at once: their numbers are shown as soon as the answer is chosen.",
        example=["numero-115"],
        default=(),
    )
    schemes: tuple[SchemeId, ...] = field(
        "Schemes to look at first, the most useful first.",
        example=["fonds-solidarite-logement"],
        default=(),
    )
    themes: tuple[ThemeId, ...] = field(
        "Needs whose pages it leads to.", example=["housing"], default=()
    )
    obstacles: tuple[ObstacleId, ...] = field(
        "What stands in the way: the other schemes that remove it follow, folded. Where `themes`"
        " are named, only those that also answer one of these needs.",
        example=["housing"],
        default=(),
    )

    @property
    def leads_somewhere(self) -> bool:
        """Whether there is anything to show to who gives this answer."""
        return bool(self.call or self.schemes or self.themes or self.obstacles)


class Question(Record):
    """A question of the self-check. Questions are asked in the order in which they are written."""

    kind_name: ClassVar[str] = "question"

    text: LocalizedText = field(
        "The question, in plain words; nothing medical, nothing intimate.",
        example={"fr": "Comment va votre logement ?", "nl": "Hoe gaat het met uw woning?"},
    )
    help: LocalizedText | None = field(
        "One sentence more, for who hesitates.",
        example={"fr": "Cochez tout ce qui est vrai.", "nl": "Kruis alles aan wat klopt."},
        default=None,
    )
    answers: tuple[Answer, ...] = field(
        "What a person may answer; several may be true at once.",
        example=[{"id": "fine", "text": {"fr": "Tout va bien.", "nl": "Alles gaat goed."}}],
        min_length=1,
    )
    kept: bool = field(
        "Whether the answers may be kept on the device; false for what nobody else who uses the"
        " device should see.",
        example=True,
        default=True,
    )
