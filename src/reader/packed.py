"""Analyses in few bytes: the same values, kept as columns of numbers and made when somebody looks at them.

A long article has ten thousand mentions. As tuples they take a hundred bytes each and as much time to send from one
process to another; packed they take twelve.
"""

from abc import abstractmethod
from array import array
from collections.abc import Iterator, Sequence
from typing import Generic, TypeVar, overload

from reader.model import Analysis, Mention, Quote, Span

_NONE = 0xFFFFFFFF
_MENTION = 3
_QUOTE = 12

Value = TypeVar("Value")


class _Packed(Sequence[Value], Generic[Value]):
    """A sequence of values in rows of numbers."""

    __slots__ = ("_numbers",)
    _width: int

    def __init__(self, numbers: "array[int]") -> None:
        self._numbers = numbers

    def __len__(self) -> int:
        return len(self._numbers) // self._width

    @overload
    def __getitem__(self, at: int) -> Value: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Value]: ...
    def __getitem__(self, at: int | slice) -> Value | Sequence[Value]:
        if isinstance(at, slice):
            return [self._value(number) for number in range(*at.indices(len(self)))]
        number = at + len(self) if at < 0 else at
        if not 0 <= number < len(self):
            raise IndexError(at)
        return self._value(number)

    def __iter__(self) -> Iterator[Value]:
        return map(self._value, range(len(self)))

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Sequence)
            and len(self) == len(other)
            and all(a == b for a, b in zip(self, other, strict=True))
        )

    def __hash__(self) -> int:
        return hash(self._numbers.tobytes())

    def flat(self) -> tuple[object, ...]:
        """What it holds as plain values, which can be written to a file."""
        return (self._numbers.tobytes(),)

    def _row(self, number: int) -> "array[int]":
        return self._numbers[number * self._width : (number + 1) * self._width]

    @abstractmethod
    def _value(self, number: int) -> Value:
        """The value that a row of numbers stands for."""


class PackedMentions(_Packed[Mention]):
    """Mentions, in the order they were packed."""

    __slots__ = ()
    _width = _MENTION

    @classmethod
    def of(cls, mentions: Sequence[Mention]) -> "PackedMentions":
        """Pack mentions."""
        numbers = array("I")
        for start, end, role, metonym in mentions:
            numbers.extend((start, end, role + 2 * metonym))
        return cls(numbers)

    @classmethod
    def of_flat(cls, numbers: bytes) -> "PackedMentions":
        """Mentions from what `flat` gave."""
        return cls(array("I", numbers))

    def _value(self, number: int) -> Mention:
        start, end, flags = self._row(number)
        return Mention(start, end, bool(flags & 1), bool(flags & 2))


class PackedQuotes(_Packed[Quote]):
    """Quotes, in the order they were packed."""

    __slots__ = ("_chains", "_names")
    _width = _QUOTE

    def __init__(self, numbers: "array[int]", names: tuple[str, ...], chains: "array[int]") -> None:
        """Hold columns.

        Args:
            numbers: A row of numbers for each quote.
            names: The strings that the rows name by number.
            chains: The spans of all antecedents, one after the other.
        """
        super().__init__(numbers)
        self._names = names
        self._chains = chains

    @classmethod
    def of(cls, quotes: Sequence[Quote]) -> "PackedQuotes":
        """Pack quotes."""
        numbers, chains = array("I"), array("I")
        names: dict[str, int] = {}

        def name(word: str | None) -> int:
            return _NONE if word is None else names.setdefault(word, len(names))

        for quote in quotes:
            speaker = name(quote.speaker)
            words = (name(quote.kind), name(quote.rule), name(quote.confidence), speaker)
            numbers.extend((quote.start, quote.end, *words, *(quote.cue or (_NONE, 0)), *(quote.source or (_NONE, 0))))
            numbers.extend((2 * quote.utterance + quote.speech, len(quote.antecedents)))
            for span in quote.antecedents:
                chains.extend(span)
        return cls(numbers, tuple(names), chains)

    @classmethod
    def of_flat(cls, numbers: bytes, names: tuple[str, ...], chains: bytes) -> "PackedQuotes":
        """Quotes from what `flat` gave."""
        return cls(array("I", numbers), names, array("I", chains))

    def flat(self) -> tuple[object, ...]:
        """What it holds as plain values, which can be written to a file."""
        return (self._numbers.tobytes(), self._names, self._chains.tobytes())

    def _value(self, number: int) -> Quote:
        start, end, kind, rule, confidence, speaker, *spans, said, chain = self._row(number)
        names = self._names
        return Quote(
            start,
            end,
            names[kind],  # type: ignore[arg-type]
            bool(said & 1),
            _span(spans[0], spans[1]),
            _span(spans[2], spans[3]),
            None if speaker == _NONE else names[speaker],
            names[rule],
            names[confidence],  # type: ignore[arg-type]
            said >> 1,
            self._chain(number, chain),
        )

    def _chain(self, number: int, length: int) -> tuple[Span, ...]:
        if not length:
            return ()
        first = 2 * sum(self._numbers[_QUOTE - 1 : number * _QUOTE : _QUOTE])
        return tuple(Span(*self._chains[at : at + 2]) for at in range(first, first + 2 * length, 2))


def pack(analysis: Analysis) -> Analysis:
    """The same analysis, in few bytes."""
    return Analysis(
        tuple(actor._replace(mentions=PackedMentions.of(actor.mentions)) for actor in analysis.actors),
        PackedQuotes.of(analysis.quotes),
        PackedMentions.of(analysis.roles),
    )


def _span(start: int, end: int) -> Span | None:
    return None if start == _NONE else Span(start, end)
