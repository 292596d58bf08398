"""What a library says when asked, as lines to look through: dossier, voices, audit, twins."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from reader.model import ActorKind
from reader.page.paint import Run
from reader.page.theme import GLYPHS
from reader.text import cut, printable
from reader.tui.reported import Line, Report, Target
from reader.views.audit import Audit, Share
from reader.views.concordance import Concordance, Reading
from reader.views.concordance import Line as Place
from reader.views.digests import Said
from reader.views.dossier import Appearance, Dossier, Statement
from reader.views.identities import Gathering, Identity
from reader.views.timeline import timeline
from reader.views.twins import Report as TwinReport
from reader.views.twins import Version
from reader.views.voices import Silent, Voice, Voices

_BAR = "▏▎▍▌▋▊▉█"
_CELLS = 14  # of a bar
_STRIP = "▁▂▃▄▅▆▇█"
COLUMNS = 48
"""Of a strip, where there is room."""

_LEGEND = "from first to last article: ▄ where quoted, · where named and not quoted"
_MOST = 400  # lines of a section
_LISTED = 12  # forms or collocates
_BEFORE = 44  # characters before a place
_WORDS = 300  # characters of something said


def of_dossier(found: Dossier, columns: int) -> Report:
    """All that there is on an actor.

    Args:
        found: The dossier.
        columns: Of the strip that shows the mentions over time.
    """
    seen = " – ".join(dict.fromkeys(date for date in (found.first, found.last) if date))
    articles = len(found.articles)
    facts = (
        f"{_number(found.mentions, 'mention')} in {_number(articles, 'article')}",
        f"{_number(found.words, 'word')} quoted",
        seen,
    )
    lines = [Line((*_sign(found.kind), Run(found.name, ("panel.title",)), Run(f"  {found.kind}", ("row.dim",))))]
    lines.append(_plain(" · ".join(fact for fact in facts if fact)))
    if found.aliases:
        lines.append(_plain(f"also {', '.join(found.aliases)}"))
    lines += (
        Line(
            (Run(f"   {printable(role.text)}", ()), _count(len(role.passages))),
            tuple(Target(*it) for it in role.passages),
        )
        for role in found.roles
    )
    lines += _over_time(found, columns)
    most = max((len(article.mentions) for article in found.articles), default=1)
    lines += _section("Mentions", found.articles, lambda article: _appearance(article, most))
    lines += _section("Says", found.said, lambda it: _statement(it, False))
    lines += _section("Said about", found.about, lambda it: _statement(it, True))
    lines += _section(
        "Beside",
        found.beside,
        lambda it: Line(
            (
                *_sign(it.kind),
                Run(printable(it.name), ()),
                _count(len(it.passages)),
            ),
            tuple(Target(*passage) for passage in it.passages),
        ),
    )
    return Report(f"Dossier: {printable(found.name)}", tuple(lines))


def of_voices(found: Voices, gathering: Gathering, columns: int) -> Report:
    """Who is quoted how much in which articles, who is named there and not quoted, and who never is.

    Args:
        found: The voices.
        gathering: What they were counted in.
        columns: Of the strips.
    """
    count = len(found.articles)
    lines = [
        _plain(f"{found.words:,} quoted words in {_number(count, 'article')}"),
        Line((Run(f"   {_LEGEND}", ("progress", "row.dim")),)),
    ]
    known = {identity.id: identity for identity in gathering.identities}
    if not found.voices:
        lines = [_plain("Nobody is quoted in quotation marks here.")]
    lines += _section("Quoted", found.voices, lambda voice: _voice(voice, count, columns))
    lines += _section(
        "Named, never quoted", found.silent, lambda it: _silent(it, known[it.id], gathering, count, columns)
    )
    return Report("Voices", tuple(lines))


def of_audit(found: Audit) -> Report:
    """How articles use their sources, each figure with its passages."""
    lines = [
        _plain(f"{found.articles:,} articles, {found.words:,} words; shares are of quoted words unless it is said")
    ]
    if not found.speech.passages:
        return Report("Audit", (*lines, _plain("Nothing is said here by anybody.")))
    lines += _section("Speech, of all words", (found.speech,), _share)
    lines += _section("Direct, mixed, reported, of all words of speech", found.kinds, _share)
    lines += _section("Sources", found.standings, _share)
    lines += _section("Kinds of named speakers", found.speaker_kinds, _share)
    lines += _section("Speakers", found.speakers, lambda pair: _share(pair[1]))
    for stance in found.stances:
        figure = stance.figure
        lines += _section(f"Verbs: {figure.name}", stance.verbs, _verb)
    return Report("Audit", tuple(lines))


def of_twins(found: TwinReport, texts: Mapping[str, str]) -> Report:
    """Statements as several articles print them.

    Args:
        found: The twins.
        texts: Those of the articles, by path.
    """
    lines: list[Line] = [_plain(f"{len(found.groups):,} statements in more than one story")]
    if not found.groups:
        lines = [_plain("No statement stands in more than one story.")]
    if len(texts) < 2:
        lines.append(_plain("It takes several articles to compare: open a folder."))
    for group in found.groups[:_MOST]:
        base = group.versions[0]
        kinds = ", ".join(dict.fromkeys(it for version in group.versions for it in version.relations))
        lines.append(_heading(f"{base.speaker or 'Nobody named'}: {group.stories} stories, {kinds}"))
        lines += (_version(version, texts[version.path]) for version in group.versions)
    if found.copies:
        lines.append(_heading(f"Articles that are the same text ({len(found.copies)})"))
        lines += (_plain(" = ".join(group)) for group in found.copies)
    return Report("Twins", tuple(lines))


def of_concordance(words: str, found: Concordance, readings: Mapping[str, Reading]) -> Report:
    """Every place that words stand at, with what stands around them.

    Args:
        words: What was looked for.
        found: The places.
        readings: What was read, by path.
    """
    lines = [_plain(f"{_number(len(found.lines), 'place')} in {found.articles:,} of {_number(found.read, 'article')}")]
    if not found.lines:
        lines.append(_plain("Neither these words nor any spelled nearly so."))
    if len(found.forms) > 1:
        lines.append(_plain("as " + ", ".join(f"{form} {count:,}" for form, count in found.forms[:_LISTED])))
    if found.collocates:
        lines.append(_plain("near " + ", ".join(f"{it.word} {it.near:,}" for it in found.collocates[:_LISTED])))
    lines += _section("Places", found.lines, lambda line: _place(line, readings[line.path]))
    return Report(f"Concordance: {printable(words)}", tuple(lines))


def _place(line: Place, reading: Reading) -> Line:
    """One place: what comes before ends where all such lines have it."""
    left = _flat(line.left.of(reading.text))
    runs = (
        Run(f" {left[-_BEFORE:] if len(left) > _BEFORE else left.rjust(_BEFORE)}", ("row.dim",)),
        Run(f" {_flat(reading.text[line.start : line.end])} ", ("hit",)),
        Run(f" {_flat(cut(line.right.of(reading.text), _BEFORE))}", ()),
        Run(f" — {printable(reading.title)}", ("row.dim",)),
    )
    return Line(runs, (Target(line.path, line.start, line.end),))


def _version(version: Version, text: str) -> Line:
    """One version: what it changes stands out."""
    altered = {span for piece in version.pieces if piece.change != "same" for span in piece.here}
    runs = [Run(f" {version.published} " if version.published else " ", ("row.dim",))]
    at = version.start
    for start, end in sorted(altered):
        if start >= at and end <= version.end:
            runs += [Run(_flat(text[at:start]), ("quote",)), Run(_flat(text[start:end]), ("hit",))]
            at = end
    runs.append(Run(_flat(text[at : version.end]), ("quote",)))
    signs = f"  {', '.join(version.relations)}" if version.relations else ""
    runs.append(Run(f"{signs} — {printable(version.title)}", ("row.dim",)))
    return Line(tuple(run for run in runs if run.text), (Target(version.path, version.start, version.end),))


def _appearance(article: Appearance, most: int) -> Line:
    runs = (
        Run(f" {article.published} " if article.published else " ", ("row.dim",)),
        Run(bar(len(article.mentions) / most), ("progress",)),
        Run(f"{len(article.mentions):4}  ", ("badge",)),
        Run(printable(article.title), ()),
    )
    return Line(runs, tuple(Target(article.path, *span) for span in article.mentions))


def _statement(statement: Statement, named: bool) -> Line:
    said = statement.said
    who = printable(statement.speaker.name or said.source or "nobody named")
    runs = [Run(f" {statement.published} " if statement.published else " ", ("row.dim",))]
    if named:
        runs.append(Run(f"{who}: ", ("speaker",)))
    style = "quote.indirect" if said.kind == "indirect" else "quote"
    runs += [Run(_flat(cut(said.text, _WORDS)), (style,)), Run(f" — {printable(statement.title)}", ("row.dim",))]
    return Line(tuple(runs), _targets((said,)))


def _voice(voice: Voice, articles: int, columns: int) -> Line:
    words = [0] * articles
    for cell in voice.cells:
        words[cell.article] += cell.words
    name = voice.speaker.name or voice.speaker.standing
    absent = f", absent in {len(voice.absent):,}" if voice.absent else ""
    runs = (
        *_sign(voice.speaker.kind),
        Run(f"{cut(printable(name), 26):26} ", ()),
        Run(strip(words, columns, voice.absent), ("progress",)),
        Run(f" {voice.words:6,} words", ("badge",)),
        Run(f" in {voice.articles:,}{absent}", ("row.dim",)),
    )
    return Line(runs, _targets(said for cell in voice.cells for said in cell.said))


def _silent(silent: Silent, identity: Identity, gathering: Gathering, articles: int, columns: int) -> Line:
    """Somebody who is never quoted; leads to what is told of it in others' words, else to where it is named."""
    named = [article for article, _ in silent.mentions]
    runs = (
        *_sign(silent.kind),
        Run(f"{cut(printable(silent.name), 26):26} ", ()),
        Run(strip([0] * articles, columns, named), ("progress",)),
        Run(f" {sum(count for _, count in silent.mentions):6,} times", ("badge",)),
        Run(f" in {len(named):,}", ("row.dim",)),
    )
    places = (
        Target(gathering.digests[article].path, *span) for article, one in identity.members for span in one.mentions
    )
    return Line(runs, _targets(silent.reported) or tuple(places))


def _over_time(found: Dossier, columns: int) -> Iterable[Line]:
    """The mentions in equal steps of time; nothing where all articles are of one time."""
    line = timeline(((article.published, len(article.mentions)) for article in found.articles), columns)
    if line is None or len(line.counts) < 2:
        return
    peak = max(line.counts)
    undated = f"; {line.undated:,} more without a date" if line.undated else ""
    yield _heading(f"Mentions by {line.unit}")
    runs = (
        Run(f" {line.starts[0]} ", ("row.dim",)),
        Run(strip(line.counts, columns), ("progress",)),
        Run(f" {line.starts[-1]}", ("row.dim",)),
    )
    yield Line(runs, tuple(Target(article.path, *span) for article in found.articles for span in article.mentions))
    yield _plain(f"at most {peak:,} a {line.unit}, that of {line.starts[line.counts.index(peak)]}{undated}")


def _share(share: Share) -> Line:
    runs = (
        Run(f" {cut(printable(share.name), 28):28} ", ()),
        Run(bar(share.share), ("progress",)),
        Run(f" {share.share:6.1%}", ("badge",)),
        Run(f"  {_number(share.words, 'word')}, {_number(share.quotes, 'quote')}", ("row.dim",)),
    )
    return Line(runs, _targets(share.passages))


def _verb(share: Share) -> Line:
    runs = (Run(f" {printable(share.name):28} ", ()), Run(f"{share.verbs:6,}", ("badge",)))
    return Line(runs, _targets(share.passages))


def bar(share: float) -> str:
    """A bar as long as a share of the whole, from 0 to 1."""
    eighths = round(min(max(share, 0.0), 1.0) * _CELLS * 8)
    full, rest = divmod(eighths, 8)
    return ("█" * full + (_BAR[rest - 1] if rest else "")).ljust(_CELLS)


def strip(values: Sequence[int], columns: int = COLUMNS, noted: Sequence[int] | None = None) -> str:
    """Values as a row of bars, several to one where there are many.

    Args:
        values: What to show.
        columns: How many bars there may be.
        noted: Where a value of nothing is worth a point; None for everywhere.

    Returns:
        The row; empty where there is nothing in it.
    """
    step = -(-len(values) // columns) or 1
    sums = [sum(values[at : at + step]) for at in range(0, len(values), step)]
    points = set(range(len(sums))) if noted is None else {at // step for at in noted}
    most = max(sums, default=0)
    if not most and not noted:
        return ""
    bars = (_STRIP[-(-value * (len(_STRIP) - 1) // most)] if value else "" for value in sums)
    return "".join(drawn or ("·" if at in points else " ") for at, drawn in enumerate(bars))


def _section(heading: str, items: Sequence[object], line: Callable[..., Line]) -> Iterable[Line]:
    """A heading and a line for each of its items; nothing where there are none."""
    if not items:
        return
    yield _heading(f"{heading} ({len(items):,})" if len(items) > 1 else heading)
    yield from map(line, items[:_MOST])
    if len(items) > _MOST:
        yield _plain(f"… and {len(items) - _MOST:,} more")


def _sign(kind: ActorKind | None) -> tuple[Run, Run, Run]:
    """The sign of a kind of actor, blanks around it that no underline joins."""
    sign = Run(GLYPHS[kind], (f"actor.{kind}",)) if kind else Run("?", ("row.dim",))
    return Run(" ", ()), sign, Run(" ", ())


def _heading(words: str) -> Line:
    return Line((Run(f" {printable(words)}", ("heading",)),), heading=True)


def _plain(words: str) -> Line:
    return Line((Run(f"   {printable(words)}", ("row.dim",)),))


def _number(count: int, what: str) -> str:
    return f"{count:,} {what}{'s' * (count != 1)}"


def _count(number: int) -> Run:
    return Run(f"  {number:,}", ("badge",))


def _targets(passages: Iterable[Said]) -> tuple[Target, ...]:
    return tuple(Target(said.path, said.start, said.end) for said in passages)


def _flat(words: str) -> str:
    """Words on one line, blanks at the ends kept."""
    return printable(words).replace("\n", " ") if "\n" in words else printable(words)
