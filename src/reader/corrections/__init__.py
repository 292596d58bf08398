"""What the user says of actors and quotes, against what the analysis found; it holds in every article from then on.

``store`` keeps the corrections in a file of the user's own; what is here is pure.
"""

from reader.corrections.applying import applied, apply
from reader.corrections.making import kind, merge, not_actor, not_speech, rename, speaker, split
from reader.corrections.values import (
    RULE,
    RULE_TEXT,
    ArticleSelector,
    Correction,
    Corrections,
    Deed,
    QuoteSelector,
    describe,
)
from reader.tomlfile.faults import Fault

__all__ = [
    "RULE",
    "RULE_TEXT",
    "ArticleSelector",
    "Correction",
    "Corrections",
    "Deed",
    "Fault",
    "QuoteSelector",
    "applied",
    "apply",
    "describe",
    "kind",
    "merge",
    "not_actor",
    "not_speech",
    "rename",
    "speaker",
    "split",
]
