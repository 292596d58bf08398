"""Simpler ways to find a passage again, to compare with."""

from reader.model import Selector

Span = tuple[int, int]


def _places(exact: str, text: str) -> list[int]:
    """Where the very words stand."""
    places = []
    at = text.find(exact)
    while at >= 0 and len(places) < 1000:
        places.append(at)
        at = text.find(exact, at + 1)
    return places


def exact_first(selector: Selector, text: str) -> Span | None:
    """The first place of the very words."""
    at = text.find(selector.exact)
    return (at, at + len(selector.exact)) if at >= 0 else None


def exact_context(selector: Selector, text: str) -> Span | None:
    """The place of the very words whose contexts agree the farthest, and at equality the nearest."""

    def agreeing(at: int) -> tuple[int, int]:
        left, right = text[max(0, at - 64) : at][::-1], text[at + len(selector.exact) :][:64]
        pairs = ((left, selector.prefix[::-1]), (right, selector.suffix))
        count = 0
        for ours, theirs in pairs:
            for a, b in zip(ours, theirs, strict=False):
                if a != b:
                    break
                count += 1
        return count, -abs(at - selector.start)

    at = max(_places(selector.exact, text), key=agreeing, default=-1)
    return (at, at + len(selector.exact)) if at >= 0 else None


def hypothesis_like(selector: Selector, text: str) -> Span | None:
    """Approximate matches with up to half of the words wrong, weighed as Hypothesis's client does.

    Quote 50, prefix and suffix 20 each, position 2 (its match-quote.ts); here the matches come from rapidfuzz.
    """
    from rapidfuzz import fuzz
    from rapidfuzz.distance import Levenshtein

    exact, prefix, suffix = selector.exact, selector.prefix[-32:], selector.suffix[:32]
    spans = [(at, at + len(exact)) for at in _places(exact, text)]
    if not spans:
        aligned = fuzz.partial_ratio_alignment(exact, text, score_cutoff=50)
        spans = [(aligned.dest_start, aligned.dest_end)] if aligned else []

    def score(span: Span) -> float:
        start, end = span
        quote = Levenshtein.normalized_similarity(exact, text[start:end])
        left = Levenshtein.normalized_similarity(prefix, text[max(0, start - len(prefix)) : start])
        right = Levenshtein.normalized_similarity(suffix, text[end : end + len(suffix)])
        near = 1 - abs(start - selector.start) / max(1, len(text))
        return 50 * quote + 20 * left + 20 * right + 2 * near

    return max(spans, key=score, default=None)


def one_alignment(selector: Selector, text: str) -> Span | None:
    """Passage and contexts aligned as one, and the passage's ends carried over."""
    from rapidfuzz import fuzz
    from rapidfuzz.distance import Levenshtein

    whole = selector.prefix + selector.exact + selector.suffix
    aligned = fuzz.partial_ratio_alignment(whole, text, score_cutoff=60)
    if aligned is None:
        return None
    found = text[aligned.dest_start : aligned.dest_end]
    edits = Levenshtein.opcodes(whole, found)
    ends = []
    for at in (len(selector.prefix), len(selector.prefix) + len(selector.exact)):
        edit = next(e for e in edits if e.src_start <= at <= e.src_end)
        ends.append(aligned.dest_start + edit.dest_start + min(at - edit.src_start, edit.dest_end - edit.dest_start))
    start, end = ends
    alike = Levenshtein.normalized_similarity(selector.exact, text[start:end])
    return (start, end) if start < end and alike >= 0.5 else None


SYSTEMS = {
    "exact, first": exact_first,
    "exact + context": exact_context,
    "Hypothesis-like": hypothesis_like,
    "one alignment": one_alignment,
}
"""By name."""
