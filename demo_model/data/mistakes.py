"""Programs with the mistakes that people and models make in them, so that mending them can be learned."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable

from demo_model.data.phrases import Random, pick, with_typo

# what somebody may take a function's name for, or call as a method
_TAKEN_FOR = {
    "sum": ("add", "add_all", "summe", "plus", "sum_up", "sum_of", "addition"),
    "sorted": ("sort", "order", "arrange", "sort_list", "rank", "ascending", "sorting"),
    "len": ("size", "count", "num", "number_of", "how_many", "get_length"),
    "max": ("maximum", "largest", "biggest", "highest", "get_max", "greatest"),
    "min": ("minimum", "smallest", "lowest", "least", "get_min"),
    "round": ("rounded", "round_to", "rnd", "truncate", "fixed"),
    "set": ("unique", "distinct", "dedupe"),
    "bin": ("binary", "to_binary"),
    "hex": ("hexadecimal", "to_hex"),
    "str": ("string", "text", "to_string"),
    "int": ("integer", "number", "to_int"),
    "date": ("day", "Date", "make_date", "calendar_date"),
    "timedelta": ("delta", "days_after", "TimeDelta", "duration"),
    "print": ("prnt", "Print", "pint", "printf", "echo", "show", "output", "say"),
    "mean": ("average", "avg", "mean_of"),
    "median": ("middle", "med"),
    "sqrt": ("root", "square_root"),
    "count": ("count_of", "occurrences", "number", "find_all"),
    "replace": ("substitute", "swap", "change"),
    "upper": ("to_upper", "uppercase", "capital"),
    "lower": ("to_lower", "lowercase", "small"),
    "split": ("words", "divide", "cut"),
    "strftime": ("format", "name", "weekday_name"),
}
_OPERATIONS = {
    ast.Pow: ("pow_of", "exponent", "raise_to", "to_power"),
    ast.Mult: ("multiply", "times", "product", "mul"),
    ast.Add: ("add", "plus", "sum_of"),
    ast.Sub: ("subtract", "minus", "difference", "take_away"),
    ast.Div: ("divide", "quotient", "ratio", "div"),
    ast.FloorDiv: ("divide", "whole_part", "int_div"),
    ast.Mod: ("remainder", "modulo", "rest", "mod"),
}
_NAMES = ("numbers", "number", "text", "texts", "items", "values", "value", "data", "x", "n", "s",
          "letters", "result", "list1", "nums", "name", "name1", "my_list", "string", "input_text")  # fmt: skip
_LITERAL = re.compile(r"\[[\d'][^\[\]()]*\]|'[^'\n]*'|\b\d{2,}\b")
_CLOSING = re.compile(r"['\])]")


def broken(rng: Random, code: str) -> str:
    """The program with a mistake; now and then it runs all the same, which the caller has to find out."""
    while True:
        found = rng.choice(_MISTAKES)(rng, code)
        if found and found != code:
            return found


def _calls(code: str) -> list[ast.Call]:
    return [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call)]


def _part(code: str, node: ast.expr) -> str:
    found = ast.get_source_segment(code, node)
    assert found is not None
    return found


def _named(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def _other_name(rng: Random, code: str) -> str:
    """A function that does not exist in place of one that does."""
    call = rng.choice(_calls(code))
    name = _named(call)
    other = pick(rng, _TAKEN_FOR.get(name, (f"{name}s", f"get_{name}", name.title(), name[:-1])))
    whole, function = _part(code, call), _part(code, call.func)
    return code.replace(whole, function[: len(function) - len(name)] + other + whole[len(function) :], 1)


def _as_method(rng: Random, code: str) -> str:
    """A function called as a method of its first argument, by its name or another."""
    calls = [call for call in _calls(code) if isinstance(call.func, ast.Name) and call.args]
    calls = [call for call in calls if _named(call) not in ("print", "date", "timedelta", "range")]
    if not calls:
        return ""
    call = rng.choice(calls)
    name = _named(call)
    whole, first = _part(code, call), _part(code, call.args[0])
    rest = whole[whole.index(first) + len(first) :].lstrip(", ")
    other = name if rng.random() < 0.6 else pick(rng, _TAKEN_FOR.get(name, (name,)))
    return code.replace(whole, f"{first}.{other}({rest}", 1)


def _as_function(rng: Random, code: str) -> str:
    """A method called as a function, or an operation written as one."""
    nodes: list[ast.expr] = [call for call in _calls(code) if isinstance(call.func, ast.Attribute)]
    nodes += [
        node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.BinOp) and type(node.op) in _OPERATIONS
    ]
    if not nodes:
        return ""
    node = rng.choice(nodes)
    if isinstance(node, ast.BinOp):
        name, arguments = pick(rng, _OPERATIONS[type(node.op)]), [_part(code, node.left), _part(code, node.right)]
    else:
        assert isinstance(node, ast.Call)
        assert isinstance(node.func, ast.Attribute)
        name, arguments = node.func.attr, [_part(code, argument) for argument in (node.func.value, *node.args)]
    return code.replace(_part(code, node), f"{name}({', '.join(arguments)})", 1)


def _without_import(rng: Random, code: str) -> str:
    """An import left out, cut short, or of the module where the function itself is called."""
    if not code.startswith(("import", "from")):
        return ""
    first, rest = code.split("\n", 1)
    module = first.split()[1]
    options = [rest, f"import {module}\n{rest.replace(module + '.', '')}", rest.replace(module + ".", "")]
    options += [code.replace(", timedelta", "", 1), f"import {module}\n{rest}"]
    return pick(rng, options)


def _other_variable(rng: Random, code: str) -> str:
    """A value given a name, and another name used."""
    values = _LITERAL.findall(code.rsplit("\n", 1)[-1])
    if not values:
        return ""
    head, _, last = code.rpartition("\n")
    value = pick(rng, values)
    given = pick(rng, _NAMES)
    used = rng.choice((given[:-1], given + "s", given.title(), pick(rng, _NAMES)))
    return f"{head}\n{given} = {value}\n{last.replace(value, used)}".lstrip("\n") if used and used != given else ""


def _unclosed(rng: Random, code: str) -> str:
    """A closing bracket or quote left out, or one too many."""
    place = rng.choice([match.start() for match in _CLOSING.finditer(code)])
    if rng.random() < 0.5 and code.endswith(")"):
        place = len(code) - 1
    return code[:place] + code[place + 1 :] if rng.random() < 0.85 else code[:place] + code[place] + code[place:]


def _wrong_type(rng: Random, code: str) -> str:
    """A number written as a text, or a text as a name."""
    if rng.random() < 0.5:
        return re.sub(r"(\d[\d.]*)(?= [+\-/*])", r"'\1'", code, count=1)
    return re.sub(r"'(\w+)'", r"\1", code, count=1)


def _misspelt(rng: Random, code: str) -> str:
    """A slip in a name."""
    name = pick(rng, re.findall(r"[a-z]{4,}", re.sub(r"'[^']*'", "", code)))
    return code.replace(name, with_typo(rng, name), 1)


_MISTAKES: tuple[Callable[[Random, str], str], ...] = (
    _other_name, _other_name, _as_method, _as_method, _as_function, _as_function, _without_import, _without_import,
    _other_variable, _other_variable, _unclosed, _unclosed, _wrong_type, _wrong_type, _misspelt,
)  # fmt: skip
