"""Prompt lookup: the next tokens are guessed from an earlier place of the text that reads the same.

A step over a few tokens takes little longer than over one, for it mostly waits for the weights. So tokens that are
guessed well are checked several at a time; the network's own choice decides on each, and a guess never changes the
text. Sources: A. Saxena, Prompt Lookup Decoding, 2023 (https://github.com/apoorvumang/prompt-lookup-decoding); the
expected number of tokens a step: Leviathan, Kalman & Matias 2023, https://arxiv.org/abs/2211.17192, section 3.1.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Container, Iterable, Sequence
from statistics import median

STEP_SIZES = (1, 2, 4, 8)
"""Tokens of a step: the last one chosen, and guessed ones. The kernels work on four tokens at a time, and above eight
the multipliers are busy, so that more tokens take in proportion longer."""


class TextIndex:
    """The ids of a text, and an earlier place where the latest of them stood too; a few microseconds an id."""

    # Ids that a place must share with the text's end. Longer first: of the places the one that shares most is taken,
    # and of those the latest.
    _NGRAMS = (4, 2)

    def __init__(self, ids: Iterable[int] = ()) -> None:
        self._ids: list[int] = []
        self._after: dict[tuple[int, ...], int] = {}  # n-gram -> index of the id that followed where it stood last
        self._source = 0  # index of the guessed next id
        self.n_matched = 0
        """How many ids before the place equal the text's last ones, as far as known; 0 where no place is."""
        for token_id in ids:
            self.push(token_id)

    def push(self, token_id: int) -> None:
        """Append an id."""
        ids = self._ids
        if self.n_matched and ids[self._source] == token_id:
            self._source += 1
            self.n_matched += 1
        else:
            self.n_matched = 0
        ids.append(token_id)
        for size in self._NGRAMS:
            if size <= len(ids):
                key = tuple(ids[-size:])
                if self.n_matched < size and key in self._after:
                    self._source = self._after[key]
                    self.n_matched = size
                self._after[key] = len(ids)

    def guess(self, n: int) -> list[int]:
        """The next n ids if the text goes on as at the place; none where there is no place."""
        if not self.n_matched:
            return []
        # a place near the end: what follows the end is guessed to repeat
        guessed = self._ids[self._source : self._source + n]
        period = len(self._ids) - self._source
        while len(guessed) < n:
            guessed.append(guessed[len(guessed) - period])
        return guessed


class StepCosts:
    """What steps cost, by their number of tokens, in times of a step over one token.

    A busy neighbour slows all steps for a while. So a step's time is set against the latest ones over one token, and
    one of those is due now and then. Medians are taken, so that a hiccup does not count.
    """

    _SECOND = 1.15  # the cost of two tokens, before it was measured
    _PLAIN_WINDOW = 3  # steps over one token
    _COST_WINDOW = 9  # steps over as many tokens
    _PLAIN_EVERY = 12  # steps
    _STALE = 128  # tokens: costs measured longer ago are forgotten, since contexts grow and hiccups come in rows

    def __init__(self) -> None:
        self._plain: deque[float] = deque(maxlen=self._PLAIN_WINDOW)  # seconds
        self._measured: dict[int, deque[float]] = {n: deque(maxlen=self._COST_WINDOW) for n in STEP_SIZES[1:]}
        self._measured_at: dict[int, int] = {}
        self._costs: dict[int, float] = {}
        self._n_since_plain = 0
        self.n_tokens = 0
        self._update()

    @property
    def needs_plain(self) -> bool:
        """Whether a step over one token is due, for the others to be compared with."""
        return len(self._plain) < 2 or self._n_since_plain >= self._PLAIN_EVERY

    def may_try(self, n_step: int) -> bool:
        """Whether steps over n_step tokens, or half as many, were measured: what they cost is no mere guess."""
        return n_step == 2 or bool(self._measured[n_step] or self._measured[n_step // 2])

    def add(self, n_step: int, n_new: int, seconds: float) -> float:
        """A step over n_step tokens gave n_new and took so long; returns what it cost, 1 to n_step."""
        self.n_tokens += n_new
        self._n_since_plain += 1
        cost = 1.0
        if n_step == 1:
            self._plain.append(seconds)
            self._n_since_plain = 0
        else:
            cost = seconds / max(median(self._plain), 1e-9)
            self._measured[n_step].append(cost)
            self._measured_at[n_step] = self.n_tokens
        for n, measured_at in list(self._measured_at.items()):
            if self.n_tokens - measured_at > self._STALE:
                self._measured[n].clear()
                del self._measured_at[n]
        self._update()
        return min(max(cost, 1.0), float(n_step))

    def __getitem__(self, n_step: int) -> float:
        """The cost of a step over n_step tokens, one of STEP_SIZES."""
        return self._costs[n_step]

    def _update(self) -> None:
        """Costs from what was measured and, as one more measurement, the straight line through the smaller steps'."""
        self._costs = {1: 1.0}
        for n, measured in self._measured.items():
            half = self._costs[n // 2]
            line = self._SECOND if n == 2 else 3 * half - 2 * self._costs[n // 4]
            self._costs[n] = max(median([line, *measured]), half)


class Pace:
    """Decides how many guessed tokens to check: as many as bring most tokens a second, by what was measured so far.

    Two things are measured: what steps cost, and how often a guess was right, by the number of ids that its place
    shares with the text (also while no guess is checked, so finding out costs nothing). What checks cost more than they
    brought is kept account of, and a check that could cost more than is allowed is not made: what is lost stays below a
    small share of the time of plain decoding, whatever the estimates say.
    """

    # How often guesses are right before it was measured, by ids shared: 0, 1, 2, .. 8 and more.
    _RIGHT = (0.0, 0.2, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.9)
    _RATE = 1 / 16  # of the measured share, how much the latest guess counts
    _MARGIN = 1.03  # a longer step must promise so many times the tokens a second
    _MAX_LOSS = 0.015  # of the time that plain decoding takes
    _CREDIT = 0.5  # steps of one token; what may be lost beside that share

    def __init__(self) -> None:
        self.costs = StepCosts()
        self._right = list(self._RIGHT)
        self._lost = 0.0  # steps of one token

    def guessed(self, n_matched: int, right: bool) -> None:
        """Whether the token that came is the one that was guessed."""
        i = min(n_matched, len(self._right) - 1)
        self._right[i] += self._RATE * (right - self._right[i])

    def stepped(self, n_step: int, n_new: int, seconds: float) -> None:
        """A step over n_step tokens gave n_new."""
        cost = self.costs.add(n_step, n_new, seconds)
        if n_step > 1:
            self._lost += cost - n_new

    def step_size(self, n_matched: int, limit: int) -> int:
        """How many tokens the next step should take, of STEP_SIZES and at most `limit`."""
        costs = self.costs
        if not n_matched or costs.needs_plain:
            return 1
        may_lose = self._CREDIT + self._MAX_LOSS * costs.n_tokens - self._lost
        best, best_rate = 1, self._MARGIN
        expected = chance = 1.0
        for n_step in range(2, min(limit, STEP_SIZES[-1]) + 1):
            chance *= self._right[min(n_matched + n_step - 2, len(self._right) - 1)]
            expected += chance
            if n_step not in STEP_SIZES or not costs.may_try(n_step) or costs[n_step] - 1 > may_lose:
                continue
            if expected / costs[n_step] > best_rate:
                best, best_rate = n_step, expected / costs[n_step]
        return best


class PromptLookup:
    """The guesses for one generation.

    Args:
        ids: the prompt.
        adaptive: check as many guesses as pay; else always as many as there are, up to 7.
        stop_ids: a guess ends before the first of these, since nothing is needed after it.
    """

    def __init__(self, ids: Iterable[int], *, adaptive: bool, stop_ids: Container[int] = ()) -> None:
        self._text = TextIndex(ids)
        self._pace = Pace() if adaptive else None
        self._stop_ids = stop_ids
        self._n_step = 0  # tokens of the step that was asked for last

    def guess(self, new_ids: Sequence[int], step_s: float, *, limit: int) -> list[int]:
        """Ids to check in the next step, at most `limit`; none where a plain step is expected to be better.

        Args:
            new_ids: what the step before gave; the first time, what reading the prompt gave.
            step_s: seconds that the step took.
            limit: 0 or more.
        """
        text, pace = self._text, self._pace
        for token_id in new_ids:
            if pace is not None and text.n_matched:
                pace.guessed(text.n_matched, text.guess(1) == [token_id])
            text.push(token_id)
        size = limit + 1
        if pace is not None:
            if self._n_step:
                pace.stepped(self._n_step, len(new_ids), step_s)
            size = pace.step_size(text.n_matched, size)
        guessed = text.guess(min(size, STEP_SIZES[-1]) - 1)
        n_wanted = next((i for i, token_id in enumerate(guessed) if token_id in self._stop_ids), len(guessed))
        self._n_step = max(n for n in STEP_SIZES if n <= n_wanted + 1)
        return guessed[: self._n_step - 1]
