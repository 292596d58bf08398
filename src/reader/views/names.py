"""Whether two articles name the same speaker."""

from reader.search.words import words


def agree(one: str, other: str) -> bool:
    """Whether two names may well be those of one person or body.

    They are when all words of one are in the other (Trump, Donald J. Trump), or when the last words are the same and
    one first word is the end or the beginning of the other (Tony Blinken, Antony Blinken; J. Kerry, John Kerry).

    Args:
        one: A name.
        other: Another, from another article.

    Returns:
        Whether they agree. No name agrees with an empty one.
    """
    if one == other:
        return bool(one)
    first, second = list(words(one)), list(words(other))
    if not first or not second:
        return False
    if set(first) <= set(second) or set(second) <= set(first):
        return True
    if first[-1] != second[-1]:
        return False
    short, long = sorted((first[0], second[0]), key=len)
    return long.startswith(short) or long.endswith(short)
