"""Which names are one organization's, place's or group's: by canonical name, bare form, acronym and short name."""

from reader.analysis import lexicon
from reader.analysis.clusters import Cluster, Form, Homes, Use
from reader.analysis.gazetteer import gazetteer, unaccented
from reader.analysis.vocabulary import is_common


def link_others(uses: dict[Form, Use], homes: Homes) -> None:
    """Link the forms of all that are no persons.

    Args:
        uses: Every form of the article in order of first appearance, with its use.
        homes: Where the actors of forms are kept.
    """
    index = _Index()
    forms = (form for form in uses if form.kind != "person")
    # "Defense Ministry" is whose the text has in full: it comes after "Russian Defense Ministry".
    for form in sorted(forms, key=lambda form: (not form.known or _is_body(_stripped(form)), -len(form.text))):
        words = _stripped(form)
        home = homes.settle(form, uses[form], index.home(form, words))
        index.enter(form, words, uses[form], home)


class _Index:
    """The actors the text has named, by what may be short for them."""

    def __init__(self) -> None:
        self._names: dict[tuple[str, str], Cluster] = {}
        self._short: dict[str, set[Cluster]] = {}
        self._given: dict[str, Cluster] = {}

    def home(self, form: Form, words: list[str]) -> Cluster | None:
        """The actor a form names, None where the text has not had it."""
        text = " ".join(words)
        if form.kind != "organization":
            return self._names.get((form.kind, (form.known or text).lower()))
        return (
            self._given.get(form.text)
            or self._names.get((form.kind, (form.known or text).lower()))
            or (None if form.known and not _is_body(words) else _only(self._short.get(text.replace(".", ""))))
        )

    def enter(self, form: Form, words: list[str], use: Use, home: Cluster) -> None:
        """Make an actor known under a form."""
        text = " ".join(words)
        for name in {form.known or text, text}:
            self._names.setdefault((form.kind, name.lower()), home)
        if form.kind == "place" and len(words) == 2 and words[0] in lexicon.family("small_words", "place_front"):
            self._names.setdefault((form.kind, words[1].lower()), home)  # "Marapi" of "Mount Marapi"
        if form.kind != "organization":
            return
        full = _names_of(form)
        for acronym in use.acronyms:
            known = gazetteer().entries.get(acronym)
            if known is None or any(acronym[0].lower() == word[0].lower() for word in full.split()):
                self._given.setdefault(acronym, home)
        for short in _shorts(form, words, full):
            self._short.setdefault(short, set()).add(home)


def _names_of(form: Form) -> str:
    """The longer of what the text and the lexicons call an actor."""
    return max(form.text, form.known, key=len)


def _only(homes: set[Cluster] | None) -> Cluster | None:
    """The member of a set of one."""
    return next(iter(homes)) if homes is not None and len(homes) == 1 else None


def _is_body(words: list[str]) -> bool:
    """Whether a known name is one that many states have: "Defense Ministry", "Congress"."""
    return words[-1] in lexicon.words("state_bodies") and all(is_common(word.lower()) for word in words)


def _shorts(form: Form, words: list[str], full: str) -> set[str]:
    """What may be short for an organization: its acronyms, its first words, its last."""
    out = set()
    if len(words) > 1:
        out |= _acronyms(words) | _acronyms(form.text.split())
        nation = gazetteer().entries.get(words[0])
        if nation is not None and nation.kind in ("adjective", "country"):
            out.add(" ".join(words[1:]))  # "Russian Defense Ministry"
        if words[-1] in lexicon.family("small_words", "paper"):
            out.add(words[-1])  # "the Post"
    if _has_short(form, words):
        out.add(words[0])
    if form.known in lexicon.table("teams"):
        parts = full.split()
        out |= {" ".join(parts[:length]) for length in range(1, len(parts))} | {parts[-1]}
    return out


def _has_short(form: Form, words: list[str]) -> bool:
    """Whether an organization's first word may stand for it: "Zorbon" for "Zorbon Inc.", "Nusra" for "Nusra Front"."""
    if len(words) < len(form.text.split()) and words[0] not in gazetteer().entries:
        return True
    heads = lexicon.words("organization_heads")
    if words[0] in gazetteer().entries:
        return False
    headed = (len(words) == 2 and words[1] in heads) or "&" in words
    return headed and not is_common(words[0].lower())


def _stripped(form: Form) -> list[str]:
    """The words of a name without its article, its company suffix and its accents."""
    words = unaccented(form.text).replace("’", "'").split()
    if len(words) > 1 and words[0] in ("The", "the"):
        words = words[1:]
    suffixes = lexicon.words("company_suffixes")
    while len(words) > 1 and words[-1].rstrip(",") in suffixes and words[-2] != ",":
        words = [*words[:-2], words[-2].rstrip(",")]
    return words


def _acronyms(words: list[str]) -> set[str]:
    """The acronyms a name may have."""
    parts = [part for word in words for part in word.split("-") if part]
    every = "".join(part[0] for part in parts).upper()
    capitals = ("".join(part[0] for part in names if part[0].isupper()) for names in (parts, words))
    return {acronym for acronym in (every, *capitals) if len(acronym) > 1}
