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
    known = lexicon.words("common_words")
    return word in known or any(stem in known for stem in _stems(word))


def is_function(word: str) -> bool:
    """Whether a word in lower case is a function word, which never begins a name."""
    return word.replace("’", "'") in lexicon.words("function_words")


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
