"""The parts of a reply as text that arrives in pieces: what is shown of them, and what is held back."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pyglm.text_stream import Replacer, StopMatcher

_TRAINING_TIME = ("[[训练时间]]", "2023年")
_FENCE = re.compile(r"```[\w+-]*")


class ChatText:
    """The chat text of all segments: each stripped, placeholders filled, joined by line ends, cut before a stop."""

    def __init__(self, stop: str | Sequence[str]) -> None:
        self._replacer = Replacer(*_TRAINING_TIME)
        self._stops = StopMatcher(stop)
        self._at_start = True  # of a segment: no text but blanks so far
        self._blanks: list[str] = []  # at the end so far; shown once text follows
        self._segment: list[str] = []  # what was shown of this one
        self._shown: list[str] = []

    @property
    def stop_string(self) -> str | None:
        """The stop string that was met, or None."""
        return self._stops.matched

    def all(self) -> str:
        """All that was shown."""
        return "".join(self._shown)

    def push(self, text: str) -> str:
        """More of a segment's text; what of it can be shown."""
        if self._at_start:
            text = text.lstrip()
            self._at_start = not text
        return self._show(self._stops.push(self._replacer.push(text)))

    def end_segment(self) -> tuple[str, str]:
        """What was held back, and all that was shown of this segment."""
        text = self._show(self._stops.push(self._replacer.finish()) + self._stops.finish())
        visible = "".join(self._segment)
        self._at_start, self._blanks, self._segment = True, [], []
        return text, visible

    def _show(self, text: str) -> str:
        visible = text.rstrip()
        if not visible:
            self._blanks.append(text)
            return ""
        shown = "".join(self._blanks) + visible
        self._blanks = [text[len(visible) :]]
        joint = "\n" if self._shown and not self._segment else ""
        self._segment.append(shown)
        self._shown.append(joint + shown)
        return joint + shown


class ArgumentText:
    """A call's arguments without the bracket and fence that end them."""

    def __init__(self) -> None:
        self._held: list[str] = []  # a closing bracket and what may be the fence

    def push(self, text: str) -> str:
        """More of the call; what of it are arguments."""
        kept = text.rstrip(" \t\r\n`")
        if not kept and (self._held or not text):
            self._held.append(text)
            return ""
        n_final = len(kept) - 1 if kept.endswith(")") else len(text)
        final = "".join(self._held) + text[:n_final]
        self._held = [text[n_final:]] if n_final < len(text) else []
        return final


class CodeLines:
    """The lines of a block of code, without its fences and the blank lines around them."""

    def __init__(self) -> None:
        self._line: list[str] = []  # the last line as far as it goes
        self._blanks = ""  # blank lines that are shown once another line follows
        self._fenced = False
        self._closed = False
        self._shown: list[str] = []
        self.left_out = False  # whether text followed the block

    def all(self) -> str:
        """The code so far."""
        return "".join(self._shown)

    def push(self, text: str) -> str:
        """More of the segment; what of it is code, by whole lines."""
        first, *others = text.split("\n")
        self._line.append(first)
        out = []
        for other in others:
            out.append(self._take("".join(self._line)))
            self._line = [other]
        return "".join(out)

    def finish(self) -> str:
        """The last line."""
        return self._take("".join(self._line))

    def _take(self, line: str) -> str:
        stripped = line.strip()
        if not stripped:
            self._blanks += line + "\n" if self._shown else ""
        elif self._closed:
            self.left_out = True
        elif not self._shown and not self._fenced and _FENCE.fullmatch(stripped):
            self._fenced = True
        elif self._fenced and stripped == "```":
            self._closed = True
        else:
            shown = ("\n" if self._shown else "") + self._blanks + line
            self._blanks = ""
            self._shown.append(shown)
            return shown
        return ""
