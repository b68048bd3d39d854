"""A tour with the demonstration model: a chat, a tool that is called, an answer that is computed, a document quoted.

    python benchmarks/demo.py

`make demo` runs it where nobody sits at a terminal. All that is said is the model's own, greedily; the numbers in the
questions are drawn anew each time. The questions are of kinds that the model does well; docs/demo-model.md says how
often it is right in general. Exits with 1 when a reply is not what it should be.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import repository  # noqa: F401  makes pyglm importable

import pyglm

MAX_NEW_TOKENS = 200  # a reply of the tour has some 40


@dataclass(frozen=True)
class Step:
    """A question, and what is wrong with the reply to it ("" if nothing is)."""

    title: str
    conversation: pyglm.Conversation
    question: str
    complaint: Callable[[pyglm.Reply], str]


def steps(model: pyglm.Model, folder: Path) -> Iterator[Step]:
    """The tour."""
    chat = model.conversation()
    yield Step("a chat", chat, "Who are you?", lacks("pyglm"))
    yield Step(
        "a question about this software", chat, "How do I turn a checkpoint into a model file?", lacks("quantize")
    )
    yield Step("the same in Chinese", chat, "怎么把检查点变成模型文件？", lacks("quantize"))
    yield tool_step(model)
    one, other = random.randint(100, 999), random.randint(100, 999)
    computed = model.conversation(interpreter=pyglm.Interpreter())
    question = f"What is {one} times {other}?"
    yield Step("an answer that is computed", computed, question, lacks(str(one * other), calls=1))
    yield document_step(model, folder)


def tool_step(model: pyglm.Model) -> Step:
    """A Python function that the model has never seen."""
    degrees = random.randint(-20, 40)

    def get_weather(city: str) -> dict[str, object]:
        """Get the current weather of a city.

        Args:
            city: name of the city
        """
        return {"city": city, "temperature": degrees}

    conversation = model.conversation(tools=[get_weather])
    return Step("a tool that is called", conversation, "What is the weather in Lisbon?", lacks(str(degrees), calls=1))


def document_step(model: pyglm.Model, folder: Path) -> Step:
    """A file with a fact among others."""
    fact = f"Albert Finch built the north tower in {random.randint(1500, 1900)}."
    path = folder / "castle.txt"
    path.write_text(
        "Ruth Marlow is the keeper of the castle. The garden is open from April to October. "
        f"{fact} A ticket costs 12 euros. The river below the hill is called Wenn.\n",
        "utf-8",
    )
    conversation = model.conversation()
    conversation.add_document(pyglm.read_document(path), name=path.name)
    question = "Who built the north tower?"
    return Step("a document that is quoted", conversation, question, lacks(fact))


def lacks(wanted: str, *, calls: int = 0) -> Callable[[pyglm.Reply], str]:
    """A check: the reply has this text, and as many calls were made without an error."""

    def complaint(reply: pyglm.Reply) -> str:
        good = [result for result in reply.tool_results if not result.is_error]
        if len(good) < calls:
            return f"expected a call, found {len(good)}"
        if wanted.lower() not in reply.text.lower():
            return f"expected {wanted!r} in the answer"
        return "" if reply.finish_reason == "stop" else f"the reply did not end: {reply.finish_reason}"

    return complaint


def show(step: Step) -> bool:
    """Ask, and print question, calls, answer and speed; whether all is as it should be."""
    print(f"\n{step.title}\n> {step.question}", flush=True)
    reply = None
    for chunk in step.conversation.send(step.question, stream=True, temperature=0, max_new_tokens=MAX_NEW_TOKENS):
        if chunk.tool_result is not None:
            result = chunk.tool_result
            arguments = ", ".join(f"{name}={value!r}" for name, value in result.call.arguments.items())
            print(f"  {result.call.name}({arguments})\n  -> {result.content}", flush=True)
        print(chunk.text, end="", flush=True)
        reply = chunk.result
    assert isinstance(reply, pyglm.Reply)
    timings = reply.timings
    print(
        f"\n  [{timings.prompt_tokens} tokens read in {timings.prompt_s:.2f} s; {timings.generated_tokens} written at "
        f"{timings.generated_tokens_per_s:.0f} tokens/s]",
        flush=True,
    )
    complaint = step.complaint(reply)
    if complaint:
        print(f"  FAILED: {complaint}", flush=True)
    return not complaint


def main() -> int:
    """Run the tour; 0 if every step did what it should."""
    try:
        model = pyglm.load("demo", cache=False)
    except FileNotFoundError as error:
        print(f"demo.py: {error.filename}: {error.strerror}", file=sys.stderr)
        return 1
    config = model.config
    print(
        f"the demonstration model: {config.num_layers} layers, {model.matmul_weights / 1e6:.1f} million weights "
        "in matrix products"
    )
    with tempfile.TemporaryDirectory() as folder:
        results = [show(step) for step in steps(model, Path(folder))]
    print(f"\n{sum(results)} of {len(results)} steps did what they should. Talk with it yourself: .venv/bin/pyglm chat")
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
