"""``reader completions``: what bash, zsh and fish need to complete commands, options and their values."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Literal

from reader.cli import grammar, output
from reader.cli.grammar import Command, Takes

if TYPE_CHECKING:
    import argparse

Shell = Literal["bash", "zsh", "fish"]

_BASH = """\
# Completion for reader in bash. To have it in every shell, put this into ~/.bashrc: eval "$(reader completions bash)"
_reader() {
    local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} at="" word
    local offered="" options="" taken=""
    COMPREPLY=()
    if [[ $current == "=" ]]; then current=""; elif [[ $before == "=" ]]; then before=${COMP_WORDS[COMP_CWORD-2]}; fi
    if (( COMP_CWORD > 1 )); then
        at=${COMP_WORDS[1]}
        for word in "${COMP_WORDS[@]:2:COMP_CWORD-2}"; do
            case "$at $word" in
                %(acts)s) at="$at $word"; break ;;
            esac
        done
    fi
    case "$at:$before" in
%(values)s
        *) case "$at" in
%(offers)s
            *) return ;;
        esac ;;
    esac
    case $taken in
        file) return ;;
        folder) COMPREPLY=($(compgen -d -- "$current")); compopt -o filenames 2>/dev/null; return ;;
        word) compopt +o default +o bashdefault 2>/dev/null; return ;;
    esac
    if [[ $current == -* ]]; then offered=$options; fi
    COMPREPLY=($(compgen -W "$offered" -- "$current"))
}
complete -o bashdefault -o default -F _reader reader
"""
_ZSH = """\
#compdef reader
# Completion for reader in zsh. To have it in every shell, put this after compinit in ~/.zshrc:
# source <(reader completions zsh)
%(functions)s
if [[ $funcstack[1] == _reader ]]; then
    _reader "$@"
else
    compdef _reader reader
fi
"""
_FISH = """\
# Completion for reader in fish: reader completions fish > ~/.config/fish/completions/reader.fish
function __reader_at
    set -l words (commandline -opc)
    set -l rest $words[3..-1]
    test "$words[2]" = "$argv[1]"; or return 1
    test (count $argv) -lt 2; and return 0
    contains -- $argv[2] $rest
end
function __reader_at_none
    set -l words (commandline -opc)
    test "$words[2]" = "$argv[1]"; or return 1
    for word in $words[3..-1]
        contains -- $word $argv[2..-1]; and return 1
    end
    return 0
end
%(lines)s
"""


def run(parser: "argparse.ArgumentParser", shell: Shell) -> int:
    """Print what a shell needs.

    Args:
        parser: The parser, with everything declared.
        shell: Which shell.

    Returns:
        0.
    """
    makers: dict[Shell, Callable[[Command], str]] = {"bash": bash, "zsh": zsh, "fish": fish}
    output.write(makers[shell](grammar.read(parser, "reader")), end="")
    return 0


def _places(top: Command) -> Iterator[tuple[tuple[str, ...], Command]]:
    """All commands, those within others after them, each with the words that lead to it."""
    yield (), top
    for command in top.commands:
        yield (command.name,), command
        for act in command.commands:
            yield (command.name, act.name), act


def bash(top: Command) -> str:
    """The script for bash.

    Args:
        top: The whole command line.

    Returns:
        The script.
    """
    values, offers, acts = [], [], []
    for words, command in _places(top):
        at = " ".join(words)
        acts += [f'"{at} {act.name}"' for act in command.commands if words]
        for option in command.options:
            if option.takes:
                patterns = "|".join(f'"{at}:{flag}"' for flag in option.flags)
                values.append(f"        {patterns}) {_bash_takes(option.takes, option.choices)} ;;")
        options = " ".join(flag for option in command.options for flag in option.flags)
        offered = [inner.name for inner in command.commands]
        offered += [choice for argument in command.arguments for choice in argument.choices]
        offers.append(f'            "{at}") offered="{" ".join(offered)}" options="{options}" ;;')
    return _BASH % {"acts": "|".join(acts), "values": "\n".join(values), "offers": "\n".join(offers)}


def _bash_takes(takes: Takes, choices: Sequence[str]) -> str:
    """What bash offers as the value of an option."""
    return f'offered="{" ".join(choices)}"' if choices else f"taken={takes}"


def zsh(top: Command) -> str:
    """The script for zsh.

    Args:
        top: The whole command line.

    Returns:
        The script.
    """
    functions = [_zsh_function("_reader", top)]
    functions += [_zsh_function(f"_reader_{inner.name}", inner) for inner in top.commands if inner.commands]
    return _ZSH % {"functions": "\n".join(functions)}


def _zsh_function(name: str, command: Command) -> str:
    """A function of zsh that completes a command which others are within."""
    lines = [f"{name}() {{", "    if (( CURRENT == 2 )); then", "        local -a commands=("]
    lines += [f"            {_quoted(f'{inner.name}:{_colon_kept(inner.help)}')}" for inner in command.commands]
    lines += ["        )", "        _describe -t commands command commands"]
    lines += [f"        _arguments -S : {_zsh_options(command)} '*:file:_files'", "        return", "    fi"]
    lines += ["    local what=$words[2]", "    shift words; (( CURRENT-- ))", "    case $what in"]
    for inner in command.commands:
        said = (
            f"_reader_{inner.name}" if inner.commands else f"_arguments -S : {_zsh_options(inner)} {_zsh_rest(inner)}"
        )
        lines.append(f"        {inner.name}) {said} ;;")
    lines += [f"        *) _arguments -S : {_zsh_options(command)} '*:file:_files' ;;", "    esac", "}"]
    return "\n".join(lines)


def _zsh_options(command: Command) -> str:
    """The options of a command as ``_arguments`` takes them."""
    said = []
    for option in command.options:
        value = f":{option.called.lower()}:{_zsh_takes(option.takes, option.choices)}" if option.takes else ""
        said += [_quoted(f"*{flag}[{_colon_kept(option.help, brackets=True)}]{value}") for flag in option.flags]
    return " ".join(said)


def _zsh_rest(command: Command) -> str:
    """The arguments of a command as ``_arguments`` takes them."""
    said = []
    for number, argument in enumerate(command.arguments, 1):
        called = argument.called.lower().replace(":", " ").replace("|", " or ")
        takes = _zsh_takes(argument.takes, argument.choices)
        said.append(_quoted(f"{'*' if argument.many else number}:{called}:{takes}"))
    return " ".join(said)


def _zsh_takes(takes: Takes, choices: Sequence[str]) -> str:
    """What zsh offers as a value."""
    if choices:
        return f"({' '.join(choices)})"
    return {"file": "_files", "folder": "_files -/"}.get(takes, " ")


def _colon_kept(said: str, brackets: bool = False) -> str:
    """A help text for zsh, in which colons, and in options brackets, mean something."""
    kept = said.replace(":", "\\:")
    return kept.replace("[", "\\[").replace("]", "\\]") if brackets else kept


def _quoted(said: str) -> str:
    """A word for a POSIX shell."""
    return "'" + said.replace("'", "'\\''") + "'"


def fish(top: Command) -> str:
    """The script for fish.

    Args:
        top: The whole command line.

    Returns:
        The script.
    """
    lines: list[str] = []
    for words, command in _places(top):
        inner = " ".join(act.name for act in command.commands)
        here = f"__reader_at {' '.join(words)}" if words else "__fish_use_subcommand"
        for act in command.commands:
            when = f"__reader_at_none {words[0]} {inner}" if words else here
            no_files = " -f" if words else ""
            lines.append(f"complete -c reader -n {_fish(when)}{no_files} -a {_fish(act.name)} -d {_fish(act.help)}")
        for option in command.options:
            long = " ".join(f"-{'l' if flag[1] == '-' else 's'} {flag.lstrip('-')}" for flag in option.flags)
            takes = {"": "", "file": " -r -F", "folder": " -x -a '(__fish_complete_directories)'", "word": " -x"}
            value = f" -x -a {_fish(' '.join(option.choices))}" if option.choices else takes[option.takes]
            lines.append(f"complete -c reader -n {_fish(here)} {long}{value} -d {_fish(option.help)}")
        choices = (argument.choices for argument in command.arguments if argument.choices)
        lines += [f"complete -c reader -n {_fish(here)} -f -a {_fish(' '.join(some))}" for some in choices]
    return _FISH % {"lines": "\n".join(lines)}


def _fish(said: str) -> str:
    """A word for fish."""
    return "'" + said.replace("\\", "\\\\").replace("'", "\\'") + "'"
