"""Edits to articles whose effect on every character is known: what becomes of a passage needs no judgement."""

import re
import textwrap
import unicodedata
from collections.abc import Iterable

from losses import copied, gone, gone_bare, gone_paragraph, gone_replaced, replaced, words_changed, words_elsewhere
from traced import (
    WORD,
    Case,
    Edit,
    Patch,
    Traced,
    all_of,
    both,
    covering,
    cut,
    each,
    far_ends,
    holds,
    joined,
    lines_of,
    new,
    paragraphs,
    patched,
    pick_sentence,
    pick_words,
    place,
)


def typo(case: Case, text: str, at: int) -> Patch:
    """A slip of the fingers at a letter."""
    match case.rng.randrange(4):
        case 0:
            return (at, at + 1, "")
        case 1:
            return (at, at + 1, case.rng.choice("abcdefghijklmnopqrstuvwxyz"))
        case 2:
            return (at, at + 1, text[at] * 2)
        case _:
            return (at, at + 2, text[at : at + 2][::-1]) if text[at + 1 : at + 2].isalpha() else (at, at + 1, "")


def typos_at(case: Case, now: Traced, places: Iterable[int]) -> Traced | None:
    """Typos at some letters."""
    patches: list[Patch] = []
    for at in sorted(set(places)):
        if now.text[at].isalpha() and (not patches or patches[-1][1] <= at):
            patches.append(typo(case, now.text, at))
    return patched(now, patches) if patches else None


def typos(share: float) -> Edit:
    """A typo in a share of the characters."""
    return lambda case, now: typos_at(case, now, (at for at in range(len(now.text)) if case.rng.random() < share))


def typo_in(case: Case, now: Traced) -> Traced | None:
    """A typo in the passage, one more for each hundred characters."""
    where = place(case, now)
    if where is None or where[1] - where[0] < 4:
        return None
    return typos_at(case, now, (case.rng.randrange(*where) for _ in range(1 + (where[1] - where[0]) // 100)))


def word_in(case: Case, now: Traced) -> Traced | None:
    """Words changed in the passage, up to one in four; it has at least four."""
    where = place(case, now)
    if where is None or len(WORD.findall(now.text[slice(*where)])) < 4:
        return None
    return words_changed(case, now, *where, case.rng.uniform(0, 0.25))


def beginning_changed(case: Case, now: Traced) -> Traced | None:
    """Other words in the place of the passage's first fifth."""
    where = place(case, now)
    if where is None or len(WORD.findall(now.text[slice(*where)])) < 8:
        return None
    return words_changed(case, now, where[0], where[0] + (where[1] - where[0]) // 5, 1.0)


def last_words_changed(case: Case, now: Traced) -> Traced | None:
    """Other words in the place of the passage's last quarter."""
    where = place(case, now)
    if where is None or len(WORD.findall(now.text[slice(*where)])) < 8:
        return None
    return words_changed(case, now, where[1] - (where[1] - where[0]) // 4, where[1], 1.0)


def word_near(case: Case, now: Traced) -> Traced | None:
    """Words changed on both sides of the passage."""
    where = place(case, now)
    if where is None:
        return None
    after = words_changed(case, now, where[1], min(len(now.text), where[1] + 70), 0.2)
    return words_changed(case, after or now, max(0, where[0] - 70), where[0], 0.2) or after


def insert_in(case: Case, now: Traced) -> Traced | None:
    """A sentence put into the passage, at a sentence's end where it has one, else between words."""
    where, sentence = place(case, now), pick_sentence(case)
    if where is None or sentence is None:
        return None
    body = now.text[slice(*where)]
    gaps = [where[0] + m.end() for m in re.finditer(r"[.!?]['”\"]? (?=\S)", body)]
    gaps = gaps or [where[0] + m.end() for m in re.finditer(r"\w,? (?=\w)", body)]
    if not gaps or len(body) < 40:
        return None
    at = case.rng.choice(gaps)
    if now.text[at - 2] in ".!?'”\"":
        return patched(now, [(at, at, sentence + " ")], keep=False)
    return patched(now, [(at, at, " ".join(pick_words(case, case.rng.randint(1, 6))) + " ")], keep=False)


def cut_in(case: Case, now: Traced) -> Traced | None:
    """A stretch cut out of the passage's inside, up to 40 %, at word ends."""
    where = place(case, now)
    if where is None:
        return None
    gaps = [where[0] + m.end() for m in re.finditer(r"\w\W*\s(?=\w)", now.text[slice(*where)])]
    pairs = [(a, b) for a in gaps for b in gaps[:60] if 0 < b - a <= 0.4 * (where[1] - where[0])]
    return patched(now, [(*case.rng.choice(pairs), "")]) if pairs else None


def cut_end(case: Case, now: Traced) -> Traced | None:
    """The passage's first or last words cut off together with a few of those beside them."""
    where = place(case, now)
    if where is None or where[1] - where[0] < 60:
        return None
    take = int((where[1] - where[0]) * case.rng.uniform(0.1, 0.35))
    beside = case.rng.randint(0, 30)
    a, b = (where[0] - beside, where[0] + take) if case.rng.random() < 0.5 else (where[1] - take, where[1] + beside)
    a = now.text.rfind(" ", 0, max(0, a)) + 1
    b = now.text.find(" ", b) + 1
    return patched(now, [(a, b, "")]) if 0 < a < b else None


def insert_beside(after: bool) -> Edit:
    """A sentence put right before or after the passage."""

    def edit(case: Case, now: Traced) -> Traced | None:
        where, sentence = place(case, now), pick_sentence(case)
        if where is None or sentence is None:
            return None
        at = where[1] if after else where[0]
        if now.text[at - 1 : at + 1].isalnum():
            return None
        return patched(now, [(at, at, f" {sentence}" if after else f"{sentence} ")], keep=False)

    return edit


def paragraph_moved(case: Case, now: Traced) -> Traced | None:
    """The passage's paragraph moved elsewhere."""
    lines = lines_of(now)
    held = [n for n, line in enumerate(lines) if holds(case, line)]
    if len(lines) < 4 or not held:
        return None
    block = joined(lines[held[0] : held[-1] + 1])
    rest = lines[: held[0]] + lines[held[-1] + 1 :]
    if len(rest) < 2:
        return None
    at = case.rng.choice([n for n in range(len(rest)) if n != held[0]])
    end = new("" if block.text.endswith("\n") else "\n\n")
    return joined([*rest[:at], block, end, *rest[at:]])


def sentence_moved(case: Case, now: Traced) -> Traced | None:
    """The passage's sentences moved to another paragraph."""
    where = covering(case, now)
    if where is None:
        return None
    block = cut(now, *where)
    rest = patched(now, [(*where, "")])
    ends = far_ends(rest.text, where[0], where[0])
    if not ends:
        return None
    at = case.rng.choice(ends)
    return joined([cut(rest, 0, at), new(" "), block, cut(rest, at, len(rest.text))])


def paragraphs_inserted(case: Case, now: Traced) -> Traced | None:
    """Three paragraphs of another article put between others."""
    lines = lines_of(now)
    for _ in range(3):
        sentence = pick_sentence(case)
        if sentence is None:
            return None
        lines.insert(case.rng.randint(0, max(0, len(lines) - 1)), new(f"{sentence}\n\n"))
    return joined(lines)


def paragraphs_deleted(case: Case, now: Traced) -> Traced | None:
    """A third of the other paragraphs deleted."""
    lines = lines_of(now)
    kept = [line for line in lines if holds(case, line) or case.rng.random() > 0.33]
    return joined(kept) if len(kept) < len(lines) else None


def neighbors_deleted(case: Case, now: Traced) -> Traced | None:
    """The paragraphs before and after the passage deleted."""
    lines = lines_of(now)
    held = [n for n, line in enumerate(lines) if holds(case, line)]
    if not held or len(lines) < 5:
        return None
    gone = {held[0] - 1, held[-1] + 1}
    return joined(line for n, line in enumerate(lines) if n not in gone)


def split(case: Case, now: Traced) -> Traced | None:
    """A paragraph's end after every sentence."""
    return each(r"(?<=[a-z][.!?]) (?=[A-Z“\"])", "\n\n")(case, now)


def note_on_top(case: Case, now: Traced) -> Traced | None:
    """An editor's note before everything."""
    return joined([new(f"Editor’s note: {pick_sentence(case)} This article has been updated.\n\n"), now])


def rewrap(width: int) -> Edit:
    """Lines broken at a width."""

    def edit(case: Case, now: Traced) -> Traced | None:
        patches: list[Patch] = []
        for start, end in paragraphs(now.text):
            at = start
            for line in textwrap.wrap(now.text[start:end], width, break_long_words=False)[:-1]:
                at = now.text.index(line, at) + len(line)
                patches.append((at, at + 1, "\n") if now.text[at] == " " else (at, at, "\n"))
        return patched(now, patches)

    return edit


def decomposed(case: Case, now: Traced) -> Traced | None:
    """Accents as characters of their own (NFD)."""
    return each(r"[^\x00-\x7f]", lambda m: unicodedata.normalize("NFD", m[0]))(case, now)


def headings_upper(case: Case, now: Traced) -> Traced | None:
    """Lines without a full stop in capitals."""
    found = [(a, b) for a, b in paragraphs(now.text) if b - a < 100 and now.text[b - 1] not in ".!?”\"'"]
    return patched(now, [(a, b, now.text[a:b].upper()) for a, b in found]) if found else None


def rewritten(share: float) -> Edit:
    """Other words in the place of a share of all."""
    return lambda case, now: words_changed(case, now, 0, len(now.text), share)


def truncated(case: Case, now: Traced) -> Traced | None:
    """The article without its second half."""
    return cut(now, 0, len(now.text) // 2)


def name_changed(case: Case, now: Traced) -> Traced | None:
    """Another name in the place of the one that is used most."""
    names = re.findall(r"(?<=[a-z,] )[A-Z][a-z]{3,}\b", now.text)
    if not names:
        return None
    return each(rf"\b{max(sorted(set(names)), key=names.count)}\b", "Brannigan")(case, now)


def misread(case: Case, now: Traced) -> Traced | None:
    """What a scanner misreads, in every third place."""
    swaps = {"rn": "m", "m": "rn", "l": "1", "I": "l", "cl": "d", "h": "b", "O": "0", "e": "c"}
    return each("rn|cl|[mlIhOe]", lambda m: swaps[m[0]], 0.08)(case, now)


def sentences_shuffled(case: Case, now: Traced) -> Traced | None:
    """The sentences of every paragraph in another order, those of the passage together."""
    out: list[Traced] = []
    for line in lines_of(now):
        parts = [cut(line, *m.span()) for m in re.finditer(r"[^.!?]*(?:[.!?]+['”\"]*(?:\s+|$)|$)", line.text) if m[0]]
        held = [n for n, part in enumerate(parts) if holds(case, part)]
        if held:
            parts[held[0] : held[-1] + 1] = [joined(parts[held[0] : held[-1] + 1])]
        tail = parts.pop() if parts and parts[-1].text.endswith("\n") else new("")
        case.rng.shuffle(parts)
        out += [*parts, tail]
    return joined(out)


STRAIGHT = each("[“”‘’]|''|``", lambda m: "'" if m[0] in "‘’" else '"')
CURLY = each("''|\"|'", lambda m: "’" if m[0] == "'" else "“" if m.start() % 2 else "”")
DASHES = each("--|[–—]", lambda m: {"--": "\u2014", "\u2013": "--", "\u2014": " \u2013 "}[m[0]])
ELLIPSES = each(r"\.\.\.|…|,(?= \w)", lambda m: {"...": "…", "…": ". . .", ",": " ..."}[m[0]], 0.3)
MARKDOWN = all_of(
    each(r"\b[A-Z][a-z]{4,}\b", r"**\g<0>**", 0.2),
    each(r"\b[a-z]{6,}\b", r"_\g<0>_", 0.1),
    each(r"\b[a-z]{7,}\b", r"[\g<0>](https://example.org/a_b?c=d)", 0.1),
    each(r"(?m)^(?=[A-Z][^.\n]{10,80}$)", "## ", 0.9),
)
HTML = all_of(
    each(r"&", "&amp;"),
    each("[“”]|''|\"", "&quot;"),
    each(r"\b[A-Z][a-z]{4,}\b", r"<b>\g<0></b>", 0.1),
    each(r"\n\n", "</p>\n<p class='x'>"),
    each(r"\b[a-z]{7,}\b", r'<a href="https://example.org/x">\g<0></a>', 0.1),
)
TUNED: dict[str, Edit] = {
    "nothing": lambda case, now: now,
    "typos": typos(0.01),
    "typo in it": typo_in,
    "straight quotes": STRAIGHT,
    "curly quotes": CURLY,
    "re-wrapped": rewrap(60),
    "CRLF": each("\n", "\r\n"),
    "NFD": decomposed,
    "dashes": DASHES,
    "ellipses": ELLIPSES,
    "headings in capitals": headings_upper,
    "Markdown": MARKDOWN,
    "words in it": word_in,
    "words near it": word_near,
    "sentence in it": insert_in,
    "cut in it": cut_in,
    "end cut off": cut_end,
    "sentence before": insert_beside(after=False),
    "sentence after": insert_beside(after=True),
    "paragraph moved": paragraph_moved,
    "paragraphs inserted": paragraphs_inserted,
    "paragraphs deleted": paragraphs_deleted,
    "neighbors deleted": neighbors_deleted,
    "merged": each(r"(?<=\S)\n+(?=\S)", " ", 0.5),
    "split": split,
    "note on top": note_on_top,
    "rewritten 15 %": rewritten(0.15),
    "near-copy added": copied(0.8),
    "copy added": copied(1),
    "words added elsewhere": words_elsewhere,
    "much at once": all_of(typo_in, word_near, paragraphs_inserted, paragraphs_deleted, STRAIGHT, rewrap(70)),
    "gone": gone,
    "gone alone": gone_bare,
    "gone with paragraph": gone_paragraph,
    "gone, replaced": gone_replaced,
    "gone, edits": all_of(gone, typos(0.01), paragraphs_inserted),
    "gone, near-copy": both(copied(0.65, whole=True), gone),
    "gone, words elsewhere": both(words_elsewhere, gone),
    "other article": replaced,
}
"""Edits by name: to tune on."""
HARDER: dict[str, Edit] = {
    "typos, 3 %": typos(0.03),
    "rewritten 20 %": rewritten(0.2),
    "paragraph moved, typos": all_of(paragraph_moved, typos(0.01)),
    "words in it, paragraph moved": all_of(word_in, paragraph_moved),
    "last words changed": last_words_changed,
    "cut in it, words near": all_of(cut_in, word_near),
}
"""Edits by name: only to tune on, never scored."""
HELD: dict[str, Edit] = {
    "beginning changed": beginning_changed,
    "HTML": HTML,
    "misread": misread,
    "hyphens at line ends": all_of(rewrap(34), CURLY),
    "sentence moved": sentence_moved,
    "sentences shuffled": sentences_shuffled,
    "name changed": name_changed,
    "spelling": each(r"(?<=[a-z]{3})(?:ize|or|er|ed)\b", lambda m: {"ize": "ise", "or": "our"}.get(m[0], m[0][::-1])),
    "words dropped": each(r" (?:the|a|of|to|and|in|is|that) ", " ", 0.4),
    "words in and near": all_of(word_in, word_near),
    "sentence in, typos": all_of(insert_in, typos(0.01)),
    "moved, edited": all_of(paragraph_moved, typo_in, CURLY, paragraphs_inserted),
    "rewritten 25 %": rewritten(0.25),
    "cut, copy": both(copied(0.8), cut_in),
    "truncated": truncated,
    "gone, rewritten": all_of(gone, rewritten(0.1), rewrap(50)),
    "gone, two near-copies": both(copied(0.6, whole=True), both(copied(0.5, whole=True), gone)),
    "gone, Markdown": all_of(gone_paragraph, MARKDOWN, note_on_top),
    "gone, shuffled": all_of(gone_bare, sentences_shuffled),
}
"""Edits by name: only scored."""
TWINS: dict[str, tuple[Edit, Edit]] = {
    "twin deleted": (copied(0.9), gone),
    "exact twin deleted": (copied(1), gone_paragraph),
    "twin stays": (copied(0.9), all_of(paragraphs_inserted, typos(0.01))),
}
"""What is added to the article before the passage is marked, and the edit after it; only scored."""
