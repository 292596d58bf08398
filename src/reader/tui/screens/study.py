"""One article open on the screen: what was found in it, what the reader stands on, looks for, and came from."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, cast

from textual.binding import BindingsMap
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widgets import Input

from reader.model import Analysis, Article, Paragraph, Span
from reader.page.explanation import explain
from reader.page.findings import Findings
from reader.page.paint import Layer, Run, hit_layer
from reader.page.viewport import Spot
from reader.text import printable
from reader.tui.background import Background
from reader.tui.compositor import SparingCompositor
from reader.tui.find import Finder
from reader.tui.history import History, Stop
from reader.tui.keys import chord_keys, keys_of
from reader.tui.widgets.article_view import ArticleView
from reader.tui.widgets.bars import HintBar
from reader.tui.widgets.inspector import Inspector
from reader.tui.widgets.note_bar import NoteBar
from reader.tui.widgets.prompt import Prompt
from reader.tui.workers import WorkLostError

if TYPE_CHECKING:
    from reader.tui.app import ReaderApp

_MOMENT = 1.0  # seconds that a key waits at most for what it is to walk

NOTHING = Span(-1, -1)
"""What the reader stands on when it is neither a mention nor a quote."""


class StudyScreen(Screen[None]):
    """Walks, finds and lights up in the article that is open."""

    view: ArticleView
    inspector: Inspector
    hints: HintBar
    prompt: Prompt
    note: NoteBar

    def __init__(self, background: Background) -> None:
        """Begin with no article.

        Args:
            background: Where slow work is done.
        """
        super().__init__()
        self._compositor = SparingCompositor()
        self.background = background
        self.article: Article | None = None
        self.findings: Findings | None = None
        """What was found in it, once that is known."""
        self.studied = asyncio.Event()
        """Set as soon as what was found in the article is there, or nothing will be."""
        self._raw: Analysis | None = None
        self.item = NOTHING
        """The mention or quote the reader stands on."""
        self._finder = Finder()
        self._before_find: Stop | None = None
        self._history = History()
        self._explaining = False

    @property
    def reader(self) -> "ReaderApp":
        """The app, by its own type."""
        return cast("ReaderApp", self.app)

    def key(self, binding: str) -> str:
        """The first of the keys in force that do something, as people read it, for messages.

        Args:
            binding: The id of a binding that works everywhere, or of a chord.
        """
        known = [*keys_of(self.BINDINGS, self.reader.keys), *chord_keys(self.reader.keys)]
        found = next((key.shown for key in known if key.id == binding), "")
        return found.split(" ")[0] or "no key"

    @property
    def _binding_chain(self) -> list[tuple[DOMNode, BindingsMap]]:
        """Whose bindings are looked up for a key, in which order.

        Textual's own asks at each key, for every binding of every widget, whether one below takes it as text; here
        only the prompt takes any.
        """
        if isinstance(self.focused, Input):
            return super()._binding_chain
        nodes = self.focused.ancestors_with_self if self.focused is not None else (self, self.app)
        return [(node, node._bindings.copy()) for node in nodes]

    def here(self) -> Stop | None:
        """Where the reader is; None where no article is open."""
        return Stop(self.article.path, self.view.spot) if self.article is not None else None

    def return_to(self, stop: Stop) -> None:
        """Go to a stop of the article that is open."""
        self.view.go_to(stop.spot)

    # The article

    def show(self, article: Article, spot: Spot) -> None:
        """Show an article, and what is found in it as soon as that is known."""
        self.article = article
        self.studied.clear()
        self.view.show(article, spot)
        self.inspector.show(article, None)
        self.run_worker(self._analyze(article), group="analyze", exclusive=True)

    def close_article(self) -> None:
        """Have no article open."""
        self.article = self.findings = self._raw = None
        self.item = NOTHING
        self._finder.clear()
        self._stop_explaining()
        self.inspector.show(None, None)

    async def _analyze(self, article: Article) -> None:
        try:
            analysis = await self.background.analysis(article)
        except WorkLostError as fault:  # it costs this article's highlights, never its text
            self.hints.say(f"This article can't be analysed: {fault}")
            self.show_text()
            self.studied.set()
            return
        if self.article is article:
            self._raw = analysis
            self.show_findings()
            self.studied.set()

    def put_right(self, article: Article, analysis: Analysis) -> Analysis:
        """Change what was found as the user has said."""
        return analysis

    def show_findings(self) -> None:
        """Show what was found, put right."""
        if self.article is None or self._raw is None:
            return
        analysis = self.put_right(self.article, self._raw)
        self.findings = Findings(self.article, analysis, self.reader.config.highlights)
        self.inspector.show(self.article, analysis)
        self._repaint()
        if self.knows_marks:
            self.show_text()

    knows_marks = True
    """Whether all that the user has marked in the article is there to be shown."""

    def show_text(self) -> None:
        """Show the article itself instead of the page that the session began with."""
        for widget in (self.view, self.inspector, self.hints):
            widget.thaw()

    # What the reader stands on

    async def action_quote(self, step: int) -> None:
        """Walk the quotes."""
        await self._await_findings()
        if self.findings is not None and self.findings.article.paragraphs:
            self._walk(self.findings.quote_from(self.item, self._paragraph, step), step)

    async def action_mention(self, step: int) -> None:
        """Walk the mentions of actors."""
        await self._await_findings()
        if self.findings is not None and self.findings.article.paragraphs:
            self._walk(self.findings.mention_from(self.item, self._paragraph, step), step)

    async def _await_findings(self) -> None:
        """Wait a moment for what is found in the article, so that a key pressed a little too soon isn't lost."""
        if self.article is not None and self.findings is None:
            with suppress(TimeoutError):
                await asyncio.wait_for(self.studied.wait(), _MOMENT)

    @property
    def _paragraph(self) -> Paragraph:
        return self.view.viewport.paragraphs[self.view.cursor] if self.view.viewport else Paragraph(0, 0)

    def _walk(self, span: Span | None, step: int) -> None:
        if span is not None:
            self._stand_on(span)
        else:
            self.hints.flash("no more further on" if step > 0 else "no more before")

    def _stand_on(self, span: Span) -> None:
        self.item = span
        self.view.go(span.start)
        self._repaint()

    def on_article_view_pressed(self, event: ArticleView.Pressed) -> None:
        """Stand on the actor or quote that was clicked."""
        self.set_focus(self.view)
        self.item = NOTHING
        if self.findings is not None:
            named, quote = self.findings.actor_at(event.offset), self.findings.quote_at(event.offset)
            if named is not None:
                self.item = named[0]
            elif quote is not None:
                self.item = Span(quote.start, quote.end)
        self._repaint()

    @property
    def is_explaining(self) -> bool:
        """Whether it is said who said what the reader stands on, and why."""
        return self._explaining

    def action_explain(self) -> None:
        """Say who said what the reader stands on, and why; say no more when asked again."""
        if self._explaining:
            self._stop_explaining()
        elif self.item == NOTHING:
            self.ask_to_stand()
            return
        else:
            self._explaining = True
            self.call_after_refresh(self.view.go, self.item.start)  # what is said takes rows from the text
        self._repaint()

    def undoable(self, done: str, undoing: str = "takes it back") -> str:
        """What to say of something done: also which key undoes it."""
        return f"{done}; {self.key('correction.undo')} {undoing}"

    def ask_to_stand(self) -> None:
        """Say that the reader has to stand on something first."""
        quote, actor = self.key("quote.next"), self.key("actor.next")
        self.hints.flash(f"Stand on a quote ({quote}) or an actor ({actor}) first")

    def _stop_explaining(self) -> bool:
        """Say no more.

        Returns:
            Whether anything was being said.
        """
        was, self._explaining = self._explaining, False
        self.note.show(None, self.size.width)
        return was

    def on_inspector_jump(self, event: Inspector.Jump) -> None:
        """Go to what was chosen in the inspector."""
        self.leave()
        self._stand_on(event.span)

    def clear(self) -> bool:
        """Forget what was looked for, else what the reader stands on.

        Returns:
            Whether there was any.
        """
        if not self._finder.clear() and not self._stop_explaining():
            if self.item == NOTHING:
                return False
            self.item = NOTHING
        self._repaint()
        return True

    def _repaint(self) -> None:
        """Paint what was found, what is lit and what was looked for, and say what the reader stands on."""
        layers: list[Layer] = []
        status: Sequence[Run] = ()
        if self.findings is not None:
            lit, status = self.findings.light(self.item)
            layers += [*self.findings.layers, *self.marks_here(), *lit]
            explanation = explain(self.findings, self.item) if self._explaining else None
            layers += explanation.layers if explanation else ()
            self.note.show(explanation, self.size.width)
        else:
            layers += self.marks_here()
        hits, tally = self.hits_here()
        layers += hits
        status = (() if self._finder.query else self.standing()) or tally or status
        self.view.paint_with(layers, self.findings.speakers if self.findings else Layer(), status)

    def marks_here(self) -> Sequence[Layer]:
        """What the user has marked in the article, as layers."""
        return ()

    def standing(self) -> Sequence[Run]:
        """What is to be said of what the user has marked here."""
        return ()

    # Finding

    def hits_here(self) -> tuple[Sequence[Layer], Sequence[Run]]:
        """What was found in the article, as layers, and where the reader stands among it."""
        if not self._finder.query:
            return (), ()
        tally = (Run(f"/{printable(self._finder.query)}  ", ()), Run(self._finder.tally, ("key",)))
        return (hit_layer(self._finder.hits.spans, self._finder.current),), tally

    def action_find(self) -> None:
        """Ask what to find."""
        if self.article is not None:
            self._before_find = self.here()
            self.prompt.ask("find", "/", self._finder.query)

    def on_prompt_typed(self, event: Prompt.Typed) -> None:
        """Find with each letter."""
        if event.purpose != "find" or self.article is None or self._before_find is None:
            return
        hit = self._finder.search(self.article.text, event.words, self._before_find.spot.top)
        if hit is not None:
            self.view.go(hit.start)
        else:
            self.view.go_to(self._before_find.spot)
        self._repaint()

    def on_prompt_accepted(self, event: Prompt.Accepted) -> None:
        """Leave the line; the hits stay, n and N walk them."""
        if event.purpose != "find":
            return
        self.prompt.close()
        self.set_focus(self.view)
        if self._finder.current is None:
            self._finder.clear()
        elif self._before_find is not None:
            self._history.leave(self._before_find)
        self._repaint()

    def on_prompt_cancelled(self, event: Prompt.Cancelled) -> None:
        """Leave the line, and everything as it was."""
        if event.purpose != "find":
            return
        self.prompt.close()
        self.set_focus(self.view)
        self._finder.clear()
        if self._before_find is not None:
            self.view.go_to(self._before_find.spot)
        self._repaint()

    def on_prompt_again(self, event: Prompt.Again) -> None:
        """Walk the hits while typing."""
        if self.prompt.purpose == "find":
            self.action_hit(event.step)

    def action_hit(self, step: int) -> None:
        """Walk the hits."""
        hit = self._finder.step(step)
        if hit is not None:
            self.view.go(hit.start)
            self._repaint()

    # Back and forward

    def leave(self) -> None:
        """Remember where the reader is, before a jump."""
        here = self.here()
        if here is not None:
            self._history.leave(here)

    def on_article_view_leaving(self, event: ArticleView.Leaving) -> None:
        """Remember the spot that a jump leaves."""
        here = self.here()
        if here is not None:
            self._history.leave(Stop(here.path, event.spot))

    def action_back(self) -> None:
        """Go back to the stop before."""
        self._turn(self._history.back)

    def action_forward(self) -> None:
        """Go forward again."""
        self._turn(self._history.forward)

    def _turn(self, turn: Callable[[Stop], Stop | None]) -> None:
        here = self.here()
        stop = turn(here) if here is not None else None
        if stop is not None:
            self.return_to(stop)
