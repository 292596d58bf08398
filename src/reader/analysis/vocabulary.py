"""Which words are ordinary English, so that a capital at a sentence's start tells nothing."""

from functools import cache

from reader.analysis import lexicon


@cache
def _suffixes() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The endings of inflected words, with what may stand in their place."""
    table = lexicon.table("suffixes").items()
    return tuple((ending, tuple(part.replace("-", "") for part in fields[0].split(";"))) for ending, fields in table)


def is_common(word: str) -> bool:
    """Whether a word is ordinary English.

    Args:
        word: A word in lower case.

    Returns:
        Whether the word list holds it or the word it is inflected from.
    """
    known = _known()
    return word in known or any(stem in known for stem in _stems(word))


@cache
def _known() -> frozenset[str]:
    """All ordinary words, without most inflections."""
    return lexicon.words("common_words") | lexicon.words("news_words")


def is_function(word: str) -> bool:
    """Whether a word in lower case is a function word, which never begins a name, or one with another joined to it."""
    functions = lexicon.words("function_words")
    if word in functions:
        return True
    before, mark, after = word.replace("’", "'").partition("'")
    return bool(mark) and before in functions and len(after) < 3


def _stems(word: str) -> list[str]:
    """The words that a word may be inflected from."""
    stems = []
    for ending, replacements in _suffixes():
        if word.endswith(ending) and len(word) > len(ending) + 1:
            base = word[: -len(ending)]
            stems += [base + replacement for replacement in replacements]
            if len(base) > 3 and base[-1] == base[-2]:
                stems.append(base[:-1])
    return stems
