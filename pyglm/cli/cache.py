"""List or clear the prefix cache: key/value caches of long prompts, kept on disk so that none is read twice."""

from __future__ import annotations

import argparse
import json
import time

from pyglm.cli import streams
from pyglm.cli.arguments import add_cache_dir, add_output_arguments
from pyglm.cli.memory import format_bytes
from pyglm.prefix_cache import default_store
from pyglm.prefix_store import PrefixStore, Text


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of `pyglm cache`."""
    commands = parser.add_subparsers(metavar="list | clear", required=True)
    for name, purpose, action in (("list", "what is there", _list), ("clear", "remove all of it", _clear)):
        command = commands.add_parser(name, help=purpose, description=purpose, allow_abbrev=False)
        add_cache_dir(command)
        add_output_arguments(command, json=True)
        command.set_defaults(action=action)


def run(args: argparse.Namespace) -> int:
    """Do what was asked; 0."""
    store = default_store(args.cache_dir, limit_bytes=1)  # any limit: nothing is saved
    if store is None:
        raise ValueError("there is no home folder; give --cache-dir")
    code: int = args.action(store, args)
    return code


def _list(store: PrefixStore, args: argparse.Namespace) -> int:
    texts = store.texts()
    total = sum(text.size_bytes for text in texts)
    if args.json:
        print(json.dumps({"folder": str(store.folder), "size_bytes": total, "texts": [t._asdict() for t in texts]}))
        return 0
    if texts:
        _show(texts)
    if not args.quiet:
        streams.note(f"{store.folder}: {len(texts)} texts, {format_bytes(total)}")
    return 0


def _show(texts: list[Text]) -> None:
    from rich.table import Table

    table = Table("model", "cache", "tokens", "size", "last used", box=None, pad_edge=False)
    for text in texts:
        when = time.strftime("%Y-%m-%d %H:%M", time.localtime(text.last_used))
        table.add_row(text.model, text.kv_type, f"{text.n_tokens:,}", format_bytes(text.size_bytes), when)
    streams.console().print(table)


def _clear(store: PrefixStore, args: argparse.Namespace) -> int:
    freed = store.clear()
    if args.json:
        print(json.dumps({"folder": str(store.folder), "freed_bytes": freed}))
    elif not args.quiet:
        streams.note(f"{store.folder}: {format_bytes(freed)} freed")
    return 0
