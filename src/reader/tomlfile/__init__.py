"""A user's TOML file: read, changed block by block, and saved so that nothing is lost."""

from reader.tomlfile.atomic import rewritten
from reader.tomlfile.blocks import Block, Document, parse
from reader.tomlfile.cache import BlockCache
from reader.tomlfile.changing import Form, addition, edited, removal
from reader.tomlfile.faults import Fault, SaveError, TomlError
from reader.tomlfile.framing import Values
from reader.tomlfile.journal import Change, Operation
from reader.tomlfile.saving import Make, TomlFile
from reader.tomlfile.writing import new_id, now

__all__ = [
    "Block",
    "BlockCache",
    "Change",
    "Document",
    "Fault",
    "Form",
    "Make",
    "Operation",
    "SaveError",
    "TomlError",
    "TomlFile",
    "Values",
    "addition",
    "edited",
    "new_id",
    "now",
    "parse",
    "removal",
    "rewritten",
]
