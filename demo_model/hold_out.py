"""Which values only the evaluation uses: a rule that both sides apply, so that neither has to see the other's."""

from __future__ import annotations

import zlib

_SHARE = 5  # one value in five is held out


def is_held_out(value: object) -> bool:
    """True for values that only the evaluation uses; training draws only the others.

    It concerns tools' names, string values of arguments (names, cities, phrases, ...) and numbers of three digits or
    more. Shorter numbers, booleans and the choices of an enumeration, which belong to the schema, are shared.
    """
    return zlib.crc32(str(value).strip().lower().encode()) % _SHARE == 0
