"""Edits after which a passage is gone, and the look-alikes that may be taken for it."""

from traced import (
    WORD,
    Case,
    Edit,
    Traced,
    covering,
    cut,
    far_ends,
    holds,
    joined,
    lines_of,
    new,
    patched,
    pick_sentence,
    pick_words,
    place,
)


def words_changed(case: Case, now: Traced, start: int, end: int, share: float) -> Traced | None:
    """Other words in the place of some, at least one."""
    found = [m.span() for m in WORD.finditer(now.text) if start <= m.start() and m.end() <= end]
    if not found:
        return None
    count = max(1, round(share * len(found)))
    chosen = sorted(case.rng.sample(found, count))
    return patched(now, [(*span, word) for span, word in zip(chosen, pick_words(case, count), strict=True)])


def gone(case: Case, now: Traced) -> Traced | None:
    """The sentences that hold the passage deleted."""
    where = covering(case, now)
    return patched(now, [(*where, "")]) if where else None


def gone_bare(case: Case, now: Traced) -> Traced | None:
    """The passage deleted, and nothing else."""
    where = place(case, now)
    return patched(now, [(*where, "")]) if where else None


def gone_paragraph(case: Case, now: Traced) -> Traced | None:
    """The paragraphs that hold the passage deleted."""
    lines = lines_of(now)
    kept = [line for line in lines if not holds(case, line)]
    return joined(kept) if kept else None


def gone_replaced(case: Case, now: Traced) -> Traced | None:
    """Another article's sentence in the place of those that hold the passage."""
    where, sentence = covering(case, now), pick_sentence(case)
    return patched(now, [(*where, sentence)], keep=False) if where and sentence else None


def copied(exactness: float, whole: bool = False) -> Edit:
    """A copy of the passage's sentences, some words changed, at the end of another paragraph.

    A few words out of a sentence would be in its copy as they were, which makes the copy what the sentence has become;
    where that may not be, the passage has to be most of the sentences.
    """

    def edit(case: Case, now: Traced) -> Traced | None:
        where = covering(case, now)
        if where is None or where[1] - where[0] < 30:
            return None
        if whole and case.end - case.start < 0.8 * (where[1] - where[0]):
            return None
        copy = new(now.text[slice(*where)])
        if exactness < 1:
            copy = words_changed(case, copy, 0, len(copy.text), 1 - exactness) or copy
        ends = far_ends(now.text, *where)
        if not ends:
            return None
        at = case.rng.choice(ends)
        return joined([cut(now, 0, at), new(" " + copy.text.replace("\n", " ")), cut(now, at, len(now.text))])

    return edit


def words_elsewhere(case: Case, now: Traced) -> Traced | None:
    """The passage's own words put into a sentence of another article, in another paragraph."""
    where, sentence = place(case, now), pick_sentence(case)
    if where is None or sentence is None or where[1] - where[0] > 30:
        return None
    words = sentence.split(" ")
    words.insert(case.rng.randint(1, len(words) - 1), " ".join(now.text[slice(*where)].split()))
    ends = far_ends(now.text, *where)
    if not ends:
        return None
    at = case.rng.choice(ends)
    return joined([cut(now, 0, at), new(" " + " ".join(words)), cut(now, at, len(now.text))])


def replaced(case: Case, now: Traced) -> Traced | None:
    """Another article in the place of this one."""
    return new(case.other)
