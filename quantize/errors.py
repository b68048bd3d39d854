"""What quantize raises on purpose, besides pyglm's own errors."""

from __future__ import annotations

from pyglm import Error


class CheckpointError(Error):
    """A checkpoint folder that cannot be read: what was expected, what was found, in which file, how to mend it."""


class OutputError(Error):
    """The output cannot be written where it was asked for."""
