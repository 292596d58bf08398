"""The annotations of an article, found in its text as it is now."""

import os
import re
from collections.abc import Mapping, Sequence

from reader.annotations import anchoring, forms
from reader.annotations.anchoring import Anchoring
from reader.annotations.folding import FoldedText, fold
from reader.annotations.identity import fingerprint
from reader.annotations.snapshots import Snapshots, digest
from reader.annotations.values import Annotations, ArticleEntry, Placed, whole_path
from reader.model import Annotation, Article

_BLANKS = re.compile(r"\s+")

Fields = Mapping[str, object | None]


class Placing:
    """Places annotations; for the article at hand nothing is done twice."""

    def __init__(self, snapshots: Snapshots) -> None:
        """Begin without an article.

        Args:
            snapshots: The texts that annotations were made in.
        """
        self._snapshots = snapshots
        self._at_hand: _AtHand | None = None
        self._placed: tuple[Annotations, Sequence[Placed]] | None = None
        self._entry: ArticleEntry | None = None

    def of(self, known: Annotations, entries: Sequence[ArticleEntry], article: Article) -> Sequence[Placed]:
        """Find annotations.

        Args:
            known: What the file holds.
            entries: What it knows of the article, the best first.
            article: The article as it is now.

        Returns:
            The article's annotations in text order, those without a place last.
        """
        if self._at_hand is None or self._at_hand.article is not article:
            self._at_hand = _AtHand(article)
            self._placed = None
        if self._placed is None or self._placed[0] is not known:
            hand = self._at_hand
            items = [item for entry in entries for item in known.of(entry.id)]
            placed = sorted((Placed(item, hand.anchored(item, self._snapshots)) for item in items), key=_order)
            self._entry, self._placed = next(iter(entries), None), (known, placed)
        return self._placed[1]

    def learned(self, folder: str) -> Mapping[tuple[str, str], Fields]:
        """What the file is to be told of the article at hand at the next save.

        Args:
            folder: Where the file lies.

        Returns:
            Fields by table and id: where plainly found passages are now, which ones have no place, and where the
            article is.
        """
        hand, entry = self._at_hand, self._entry
        if hand is None or self._placed is None or entry is None:
            return {}
        news: dict[tuple[str, str], Fields] = {}
        for placed in self._placed[1]:
            fields = _news(placed, hand.digest)
            if fields:
                news[forms.ANNOTATION, placed.annotation.id] = fields
        if any("text" in fields for fields in news.values()):
            self._snapshots.keep(hand.article.text, hand.digest)
        path = whole_path(hand.article)
        moved = path and path != entry.path and not os.access(entry.path, os.F_OK)
        now = entry._replace(path=path if moved else entry.path, sha256=fingerprint(hand.article.text))
        fields = forms.differing(forms.article_fields(entry, folder), forms.article_fields(now, folder))
        return news | ({(forms.ARTICLE, entry.id): fields} if fields else {})


class _AtHand:
    """An article with what is worked out of its text once."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.digest = digest(article.text)
        self._folded: FoldedText | None = None
        self._old: dict[str, FoldedText | None] = {}
        self._found: dict[tuple[object, str], Anchoring] = {}

    def anchored(self, item: Annotation, snapshots: Snapshots) -> Anchoring:
        """Where an annotation is in the text."""
        selector, text = item.selector, self.article.text
        if item.snapshot == self.digest and _BLANKS.sub(" ", text[selector.start : selector.end]) == selector.exact:
            return Anchoring("exact", selector.start, selector.end, 1.0)
        key = (selector, item.snapshot)
        if key not in self._found:
            if self._folded is None:
                self._folded = fold(text)
            old = self._old_text(item.snapshot, snapshots)
            self._found[key] = anchoring.anchor(selector, self._folded, old)
        return self._found[key]

    def _old_text(self, name: str, snapshots: Snapshots) -> FoldedText | None:
        """The text that a place is right in, folded, where it is kept."""
        if name not in self._old:
            kept = snapshots.find(name) if name else None
            self._old[name] = fold(kept) if kept is not None else None
        return self._old[name]


def _order(placed: Placed) -> tuple[bool, int, int]:
    found = placed.found
    return not found.is_placed, found.start or placed.annotation.selector.start, found.end


def _news(placed: Placed, digest: str) -> Fields:
    """What is new about an annotation."""
    item, found = placed.annotation, placed.found
    place: dict[str, object | None] = {}
    # Where the words are others, the place stays that of the words the user marked, and the text they stood in.
    if found.state in ("exact", "moved") and item.snapshot != digest:
        place = {"at": [found.start, found.end], "text": digest}
    state = found.state if found.state in forms.UNPLACED else ""
    return place | ({"state": state or None} if state != item.state else {})
