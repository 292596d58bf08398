"""Sentences over masked text: a quoted string counts as one token, so that what it holds ends no sentence.

After O'Keefe et al. (2012), who mask quotations before they look for speakers.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from reader.analysis import lexicon
from reader.analysis.cues import cues, phrases
from reader.analysis.grammar import members_of, tag
from reader.analysis.scanner import Quoted
from reader.analysis.vocabulary import is_common
from reader.model import Paragraph

_TOKEN = re.compile(r"\d+(?:[.,:]\d+)+|\w+(?:(?:[-.&](?=\w)|['’](?![sS]\b))\w+)*|['’][sS]\b|--|\.\.+|[@#]\w+|[^\w\s]")
_RETAG = (
    (
        re.compile(r"(?<=[DpOP])[bv](?![DSN])|(?<=#)[bv](?![DSN.,:])|(?<=[Dp])V(?![DSTQ,:])"),
        "n",
    ),  # "the report", "his comments"
    (re.compile(r"(?<=Oq)V(?=n)|(?<=[OP#])V(?=n)"), "x"),  # "of all reported contributions", "300 pledged delegates"
    (
        re.compile(r"(?<=DR)[bv](?![DSN])|(?<=[Dp])g(?=[.,O])|(?<=D)P(?=[VvxBA,.])"),
        "n",
    ),  # "an earlier report in", "in the past called"
    (re.compile(r"(?<=D)x(?=[BAVvx,.])"), "n"),  # "the cost could"
    (re.compile(r"(?<=[SNn])p(?=[GgRVxDA])"), "B"),  # "he's saying"
    (re.compile(r"(?<=[Dp])G(?=n)|(?<=nC)G(?=n)"), "g"),  # "a promising start"
    (re.compile(r"(?<=[Nn])b(?=,W)"), "n"),  # "the AP report, which"
)
_CLAUSE = re.compile(r"(?:D?[nN]{1,5}|S)R?(?:[VvAB]|x(?!P))")
_DATELINE = re.compile(r"N{1,4}(?:,[Nd#]{1,4}){0,2}(?:\([Nd#,]{1,6}\))?-")
_CLOSING = frozenset((")", "]", "’", "'", "*", "_"))
_PLURAL = re.compile(r"[^su]s$")  # no "populous"
_NOMINAL = re.compile(r"[DpO#q]$|[Dp][xgn]$")  # before a noun ("an unprompted call for")
_SIGNATURE = re.compile(r"(?:[Nn]{1,4}|S|Dn{1,2})R?V(?:\.|$)")  # a missing comma before "Trump said."
_LONGEST = 400  # tokens a sentence has at most, so that no rule has to look further
_LOOK = 14  # tokens after a string that ends in ? or ! in which its cue has to come


class Sentence(NamedTuple):
    """One sentence as parallel lists, a quoted string as one token."""

    tags: str
    """A letter a token (see ``grammar``)."""
    words: list[str]
    starts: list[int]
    ends: list[int]
    quotes: Mapping[int, int]
    """Token index to index among the scanner's strings."""
    paragraph: int

    @property
    def start(self) -> int:
        """Offset of the first token."""
        return self.starts[0]

    @property
    def end(self) -> int:
        """Offset of the end of the last token."""
        return self.ends[-1]


def split(text: str, index: int, paragraph: Paragraph, quoted: Sequence[tuple[int, Quoted]]) -> list[Sentence]:
    """Cut a paragraph into sentences.

    Args:
        text: The article's text.
        index: The paragraph's index among the article's paragraphs.
        paragraph: The paragraph.
        quoted: Its outermost quoted strings, each with its index among all strings of the article.

    Returns:
        The sentences in order.
    """
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    masks: dict[int, int] = {}
    small: set[int] = set()
    at = paragraph.start
    for number, string in (*quoted, (-1, None)):
        stop = paragraph.end if string is None else string.start
        for match in _TOKEN.finditer(text, at, stop):
            words.append(match[0])
            starts.append(match.start())
            ends.append(match.end())
        if string is not None:
            masks[len(words)] = number
            if text[string.start + string.opened].islower():
                small.add(len(words))
            words.append("")
            starts.append(string.start)
            ends.append(string.end)
            at = string.end
    return list(_cut(text, index, _Line(words, starts, ends, masks, small)))


class _Line(NamedTuple):
    words: list[str]
    starts: list[int]
    ends: list[int]
    masks: dict[int, int]
    small: set[int]
    """The quoted strings that begin in lower case."""


def _cut(text: str, index: int, line: _Line) -> Iterator[Sentence]:
    """The sentences of a tokenised paragraph."""
    line, letters, stops = _without_abbreviations(line, _letters(line))
    for at, letter in enumerate(letters):
        if letter in "PVvGw" or (letter == "n" and at and letters[at - 1] in "AR") or line.words[at][:1].isupper():
            letters[at] = _in_context(line.words, letter, letters, at)
    tags = "".join(letters)
    for pattern, letter in _RETAG:
        tags = pattern.sub(letter, tags)
    tags = _without_dateline(line, tags)
    first = 0
    for at in sorted(stops | set(line.masks)):
        if at in stops or _string_ends(text, line, tags, at, stops):
            stop = at + 1
            while stop < len(tags) and tags[stop] in ").*" and line.words[stop] in _CLOSING:
                stop += 1
            if stop > first:
                yield from _pieces(line, tags, first, stop, index)
                first = stop
    if first < len(tags):
        yield from _pieces(line, tags, first, len(tags), index)


def _without_dateline(line: _Line, tags: str) -> str:
    """The letters with the place and agency that begin a report ("WASHINGTON (AP) -") made signs that no rule reads."""
    found = _DATELINE.match(tags)
    if found is None or not (line.words[0].isupper() or ")" in found[0]):
        return tags
    stop = found.end()
    apart = stop < len(tags) and line.starts[stop] > line.ends[stop - 1]
    return "*" * stop + tags[stop:] if apart else tags


def _pieces(line: _Line, tags: str, first: int, stop: int, index: int) -> Iterator[Sentence]:
    """A sentence, or several where it is longer than any sentence is."""
    for start in range(first, stop, _LONGEST):
        yield _sentence(line, tags, start, min(stop, start + _LONGEST), index)


def _in_context(words: list[str], letter: str, letters: list[str], at: int) -> str:
    """The letter of a token once its neighbours are known."""
    word = words[at]
    before = letters[at - 1] if at else "."
    after = letters[at + 1] if at + 1 < len(letters) else ""
    if letter == "P" and word.lower() in members_of("bounding") and words[at + 1 : at + 2] in (["least"], ["most"]):
        return "R"
    if word == "least" and before == "R":
        return "R"  # "at least four officials"
    if letter == "P" and after in tuple("#DNnS"):
        counted = after == "#" or (after == "D" and letters[at + 2 : at + 3] == ["#"])  # "over a quarter"
        if counted and word.lower() in members_of("approximate"):
            return "R"
        if word.lower() in members_of("temporal") and _CLAUSE.match("".join(letters[at + 1 : at + 8])):
            return "c"
    if word[:1].isupper():
        if letter == "A" and (before not in ".Q" or after == "N"):
            return "N"  # a name like May or Will
        if letter == "V" and before not in ".Q" and _is_noun_too(word):
            return "N"  # "the United States"
        if letter in "DRcS" and before == "N" and after in ("N", "d", "n"):
            return "N"  # "CBS This Morning"
        if letter == "N" and before in ".Q":
            return _opening(word.lower(), after)
        return letter
    if letter == "n" and before == "A" and words[at - 1] in members_of("modal"):
        return "x"  # "didn't seem"
    if letter in "VvGw" and _is_noun(word, letter, letters[max(0, at - 2) : at], letters[at + 1 : at + 3]):
        return "n"
    return letter


def _opening(word: str, after: str) -> str:
    """The letter of a capitalised word that begins its sentence, in lower case: a name, unless it can be none."""
    letter = tag(word)
    if letter in "Gw":
        return letter  # "Adding, …"
    ordinary = letter in "gR" and after in tuple("PDS,tcTqRO") and is_common(word)
    return letter if ordinary else "N"  # "Filling in for Ann, …", "Nevertheless, …"


def _without_abbreviations(line: _Line, letters: list[str]) -> tuple[_Line, list[str], set[int]]:
    """Fold full stops that end no sentence into the words before them; also where the sentences do end."""
    stops: set[int] = set()
    keep: list[int] = []
    masks: dict[int, int] = {}
    for at, letter in enumerate(letters):
        if letter == "." and not _is_end(line, letters, at):
            if at and line.starts[at] == line.ends[at - 1] and line.words[at] == "." and letters[at - 1] not in "Q.":
                line.ends[at - 1] = line.ends[at]
                if keep and keep[-1] == at - 1:
                    continue
        elif letter == ".":
            stops.add(len(keep))
        elif letter == "Q":
            masks[len(keep)] = line.masks[at]
        keep.append(at)
    if len(keep) == len(letters):
        return line, letters, stops
    return (
        _Line(
            [line.words[at] for at in keep],
            [line.starts[at] for at in keep],
            [line.ends[at] for at in keep],
            masks,
            set(),
        ),
        [letters[at] for at in keep],
        stops,
    )


def _sentence(line: _Line, tags: str, first: int, stop: int, index: int) -> Sentence:
    cut = tags[first:stop]
    masks = {at - first: line.masks[at] for at in range(first, stop) if tags[at] == "Q"} if "Q" in cut else {}
    return Sentence(cut, line.words[first:stop], line.starts[first:stop], line.ends[first:stop], masks, index)


def _letters(line: _Line) -> list[str]:
    """The letter of each token, two-word cues included."""
    known: dict[str, str] = {"": "Q"}
    letters: list[str] = []
    multi = phrases()
    particle = False
    for at, word in enumerate(line.words):
        letter = known.get(word)
        if letter is None:
            letter = known[word] = tag(word)
        if particle:
            letter, particle = "R", False
        elif word in multi and at + 1 < len(line.words):
            cue = multi[word].get(line.words[at + 1])
            if cue is not None and (cue.form != "base" or not _NOMINAL.search("".join(letters[-2:]))):
                letter, particle = "G" if cue.form == "participle" else "V", True
        if letter in "bv" and at and not _is_finite(line.words, letters, at):
            letter = "n"
        letters.append(letter)
    return letters


def _is_finite(words: list[str], letters: list[str], at: int) -> bool:
    """Whether a word that could be a cue's base form is a verb here and not a noun, by the words before it."""
    cue = cues().get(words[at])
    if cue is None or cue.form != "base" or (cue.strong and cue.lemma not in members_of("noun")):
        return True
    before = letters[-1]
    after = tag(words[at + 1]) if words[at + 1 : at + 2] not in ([], [""]) else ""
    if cue.strong and before in "q#,C-)":
        return after in "TSD,:."
    if before in "nN":
        if not words[at - 1][-1].isalpha() or _PLURAL.search(words[at - 1]):
            return True
        if after and after in "STD" and any(word.endswith("s") for word in words[max(0, at - 6) : at]):
            return True
        return before == "N" and ("C" in letters[-4:] or any(word.endswith("s") for word in words[max(0, at - 4) : at]))
    return before in "SAtRqWC,dQ-)#" or (
        before == "x" and letters[-2:-1] in (["D"], ["q"]) and words[at - 2].lower() not in members_of("article")
    )


def _is_noun_too(word: str) -> bool:
    """Whether a form of a cue is as often a noun ("reports", "states")."""
    cue = cues().get(word.lower())
    return cue is not None and cue.form in ("base", "present") and cue.lemma in members_of("noun")


def _is_noun(word: str, letter: str, preceding: list[str], following: list[str]) -> bool:
    """Whether what looks like a verb is a noun by its neighbours ("claims of", "reports were", "denied reports")."""
    before = preceding[-1] if preceding else "."
    after = following[0] if following else ""
    if letter in "Gw":
        return after == "O" or (letter == "G" and before == "D" and after != "T")
    cue = cues().get(word)
    if cue is None or cue.form != "present":
        return False
    if _is_noun_too(word):
        if before in tuple("Dq#Pp"):
            return True
        if preceding == ["P", "n"]:
            return True  # "amid news reports that"
        relative = following in (["T", "x"], ["T", "A"], ["T", "B"])  # "Rust Belt states that have"
        if before == "N" and relative:
            return True
        if before in tuple("nxgC(-") and (after in tuple("cPtCn") or relative):
            return True
    return (_is_noun_too(word) and after in tuple("OBAVxb")) or before in tuple("vVbGwA")


def _is_end(line: _Line, letters: list[str], at: int) -> bool:
    """Whether a stop outside quoted strings ends its sentence."""
    if at + 1 == len(letters):
        return True
    following = letters[at + 1]
    sign = line.words[at]
    if following == ")" and at + 2 < len(letters):
        return line.words[at + 2][:1].isupper() or letters[at + 2] == "Q"
    upper = following == "Q" or line.words[at + 1][:1].isupper() or following in "(#*" or line.words[at + 1][0] in "@#"
    if sign in "!?":
        return upper
    if sign not in ".…" and not sign.startswith(".."):
        return False
    if not upper:
        return False
    if at == 0 or line.starts[at] != line.ends[at - 1]:
        return True
    before = line.words[at - 1]
    if (len(before) == 1 and before.isupper() and before != "I") or "." in before:
        return len(before) > 1 and following in "SDcWRQP" and at + 1 not in line.small
    return before.lower() not in lexicon.words("stops")


def _string_ends(text: str, line: _Line, tags: str, at: int, stops: set[int]) -> bool:
    """Whether the sentence ends with this quoted string: it holds a final stop and no cue follows."""
    end = line.ends[at]
    inside = text[max(line.starts[at], end - 4) : end].rstrip("\"'”’«»“ )]`")
    following = tags[at + 1 : at + 2]
    if not following:
        return False
    final = inside[-1:]
    if final not in (".", "!", "?", "…") and not (final in "-—–" and tags[at + 1] == "Q"):
        return False
    if following in ",;:-.)":
        return False
    word = line.words[at + 1]
    if following != "Q" and not word[:1].isupper() and not (word[:1].isdigit() and final == "."):
        return False
    if final == ".":
        return _SIGNATURE.match(tags, at + 1) is None
    ahead = tags[at + 1 : at + 1 + _LOOK]
    for offset, letter in enumerate(ahead):
        if letter in "Vv":
            return False
        if letter in "Q:;" or at + 1 + offset in stops:
            break
    return True
