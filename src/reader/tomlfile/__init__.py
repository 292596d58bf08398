"""A user's TOML file: read, changed block by block, and saved so that nothing is lost."""

from reader.tomlfile.blocks import Block, Document, Values, parse
from reader.tomlfile.faults import SaveError, TomlError
from reader.tomlfile.journal import Change, Operation
from reader.tomlfile.saving import Form, TomlFile
from reader.tomlfile.writing import new_id, now

__all__ = [
    "Block",
    "Change",
    "Document",
    "Form",
    "Operation",
    "SaveError",
    "TomlError",
    "TomlFile",
    "Values",
    "new_id",
    "now",
    "parse",
]
