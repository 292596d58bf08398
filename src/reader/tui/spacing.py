"""How much room is between rows and paragraphs: set, or chosen on the screen until it is set anew."""

from reader.config import Config

CHOICE = "spacing"
"""What it is called among the things remembered."""

_LEVELS = {"0 0": "close", "1 0": "usual", "2 0": "wide", "1 1": "double"}
"""The blank rows between paragraphs and between rows, and what that is called, from narrow to wide."""


def told(config: Config) -> str:
    """What the settings say of it."""
    return f"{config.paragraph_gap} {config.line_gap}"


def spaced(config: Config, chosen: str) -> Config:
    """The settings with the room that was chosen; as they are where that is none there is."""
    if chosen not in _LEVELS:
        return config
    paragraph_gap, line_gap = map(int, chosen.split())
    return config._replace(paragraph_gap=paragraph_gap, line_gap=line_gap)


def after(config: Config) -> tuple[str, str]:
    """The next level, after the widest the narrowest: as it is remembered, and what it is called."""
    levels, now = list(_LEVELS), told(config)
    level = levels[(levels.index(now) + 1) % len(levels)] if now in _LEVELS else levels[1]
    return level, _LEVELS[level]
