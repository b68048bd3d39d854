"""A loaded model: from a file to sessions, completions and replies."""

from __future__ import annotations

import json
import operator
import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, get_args, overload

from pyglm import _core
from pyglm.config import ModelConfig
from pyglm.conversation import ContextShift, Conversation
from pyglm.demo import resolve
from pyglm.errors import ContextLengthError, FileFormatError
from pyglm.generation import Chunk, Completion, Reply, Request, stream_completion, stream_reply, whole
from pyglm.interpreter import Interpreter
from pyglm.prefix_cache import PrefixCache, default_store
from pyglm.prefix_store import PrefixStore
from pyglm.protocol import offered_tools
from pyglm.reading import Progress
from pyglm.sampling import SamplingOptions, SamplingParams
from pyglm.session import Session, checked_ids
from pyglm.session_file import load_session
from pyglm.session_pool import SessionPool
from pyglm.tokenizer import Tokenizer
from pyglm.tool_loop import MAX_TOOL_ROUNDS, Approve, Toolbox, observations, run_rounds
from pyglm.tools import Tool, ToolResult

if TYPE_CHECKING:
    from typing_extensions import Unpack

KvType = Literal["q8", "f16", "f32"]
_FORMAT_VERSION = "1"
_GENERATION_DEFAULTS = ("temperature", "top_p", "top_k", "min_p", "repetition_penalty")


def load(
    path: str | os.PathLike[str],
    *,
    threads: int | None = None,
    kv_type: KvType = "q8",
    isa: str | None = None,
    cache: bool = True,
    cache_dir: str | os.PathLike[str] | None = None,
    cache_limit: int | None = None,
) -> Model:
    """The model in a file that `quantize` made; the file is mapped, so that this takes a moment at any size.

    Args:
        path: the model file; "demo" for the tiny demonstration model that comes with pyglm ("./demo" for a file).
        threads: how many compute; None for the physical cores that this process may use.
        kv_type: numbers in the key/value cache: "q8" (int8), "f16" (twice the memory) or "f32" (four times).
        isa: force a kernel table, one of `pyglm.kernel_tables()`; None for PYGLM_ISA or else this processor's best.
        cache: keep the key/value caches of long prompts on disk, so that no run reads their beginnings again.
        cache_dir: where; None for PYGLM_CACHE_DIR or else the user's cache folder.
        cache_limit: bytes that they may take, the longest unused are removed; None for PYGLM_CACHE_LIMIT or else
            10 GiB; 0 as cache=False.

    Raises:
        FileNotFoundError: there is no such file; or pyglm was installed without the demonstration model.
        FileFormatError: it is no model file, or damaged; the message says what was found.
        UnsupportedIsaError: this processor, or this build, has no such kernel table.
        ValueError: threads, kv_type or cache_limit is not as above.

    Example:
        model = pyglm.load("chatglm3-6b-32k.glm")
        print(model.chat([{"role": "user", "content": "你好"}]).text)
    """
    if kv_type not in get_args(KvType):
        raise ValueError(f"kv_type must be one of {', '.join(map(repr, get_args(KvType)))}, not {kv_type!r}")
    if threads is not None and operator.index(threads) < 1:
        raise ValueError(f"threads must be 1 or more, or None for the physical cores, not {threads}")
    n_threads = min(threads or 0, 2**31 - 1)  # the core refuses what is too many, and says so
    if cache_limit is not None and operator.index(cache_limit) < 0:
        raise ValueError(f"cache_limit must be 0 or more bytes, or None, not {cache_limit}")
    store = default_store(cache_dir, cache_limit) if cache else None
    return Model(resolve(path), threads=n_threads, kv_type=kv_type, isa=isa or "", store=store)


class Model:
    """Weights, tokenizer and defaults of one model file; made by `load`.

    Thread-safe: any method may be called from any thread. One computation runs at a time, on all the model's threads;
    others wait for their turn token by token, so that streams in several threads advance together.

    `chat` and `generate` keep the caches of the last few sequences, `seq_length` tokens in all, and read of a new
    prompt only what follows the longest beginning that it shares with one of them. Long prompts are also kept on
    disk, for other processes and later ones; see `load`.
    """

    def __init__(self, path: str, *, threads: int, kv_type: KvType, isa: str, store: PrefixStore | None = None) -> None:
        self.path = path
        self.kv_type: KvType = kv_type
        file = _core.ModelFile(path)
        self.metadata: Mapping[str, str] = _checked_metadata(file, path)
        """The file's own description: recipe, errors, source_hash, ...; see docs/format.md."""
        self.config = ModelConfig.from_json(self.metadata["config"])
        self._core = _core.Model(file, threads=threads, isa=isa)
        self.tokenizer = Tokenizer(file.tensor_bytes("tokenizer"), vocab_size=self.config.vocab_size)
        self.sampling = _sampling_defaults(self.metadata, path)
        """What an option of generate, chat and conversations is when it is not given."""
        self._prefixes = PrefixCache(store) if store is not None else None
        self._pool = SessionPool(self.session, max_tokens=self.config.seq_length)

    @property
    def isa(self) -> str:
        """The kernel table in use."""
        return self._core.isa

    @property
    def threads(self) -> int:
        """How many threads compute."""
        return self._core.threads

    @property
    def weight_bytes(self) -> int:
        """Bytes of weights that one generated token reads."""
        return self._core.weight_bytes

    @property
    def matmul_weights(self) -> int:
        """Multiply-adds in matrix products that one token takes, the output layer included."""
        return self._core.matmul_weights

    def session(self, *, max_tokens: int | None = None, start_position: int = 0) -> Session:
        """An empty sequence and its key/value cache, which grows with the ids.

        Args:
            max_tokens: how many ids it may hold; None for all positions that the model was trained for.
            start_position: position of the first id.

        Raises:
            ContextLengthError: more positions than the model was trained for.
            ValueError: a number out of range.
        """
        return Session(self, self._new_sequence(max_tokens, start_position), [], self._prefixes)

    def load_session(self, path: str | os.PathLike[str]) -> Session:
        """The session that `Session.save` wrote, ready to go on.

        Raises:
            FileNotFoundError: there is no such file.
            FileFormatError: damaged, or of another model, another packing of it, or another kv_type.
        """
        return Session(self, *load_session(path, self), self._prefixes)

    @overload
    def generate(
        self,
        prompt: str | Sequence[int],
        *,
        stream: Literal[False] = False,
        add_special_tokens: bool = True,
        cancel: threading.Event | None = None,
        progress: Progress | None = None,
        **options: Unpack[SamplingOptions],
    ) -> Completion: ...
    @overload
    def generate(
        self,
        prompt: str | Sequence[int],
        *,
        stream: Literal[True],
        add_special_tokens: bool = True,
        cancel: threading.Event | None = None,
        progress: Progress | None = None,
        **options: Unpack[SamplingOptions],
    ) -> Iterator[Chunk]: ...
    def generate(
        self,
        prompt: str | Sequence[int],
        *,
        stream: bool = False,
        add_special_tokens: bool = True,
        cancel: threading.Event | None = None,
        progress: Progress | None = None,
        **options: Unpack[SamplingOptions],
    ) -> Completion | Iterator[Chunk]:
        """The text that the model writes after a prompt.

        Args:
            prompt: a text, or token ids taken as they are.
            stream: give the text piece by piece; the last chunk holds the whole as `result`.
            add_special_tokens: begin a text with [gMASK] sop, as the model was trained.
            cancel: ends the generation with CancelledError, within a second, once it is set.
            progress: called with (prompt tokens read, prompt tokens) while the prompt is read.
            options: temperature, top_p, top_k, min_p, repetition_penalty, seed, max_new_tokens, stop, logit_bias,
                prompt_lookup; see `SamplingParams`.

        Raises:
            ContextLengthError: the prompt leaves no room for a token; nothing is ever cut off.
            CancelledError: cancel was set.
            NumericError: the network gave no numbers (damaged weights).
            ValueError, TypeError: an argument is not as above; the message names it.
        """
        if isinstance(prompt, str):
            ids = self.tokenizer.encode_prompt(prompt, add_special_tokens=add_special_tokens)
        else:
            ids = checked_ids(prompt, self.config.vocab_size).tolist()
        request = self._request(ids, options, cancel, progress)
        chunks = self._pool.stream(request, stream_completion)
        return chunks if stream else whole(chunks, Completion)

    @overload
    def chat(
        self,
        messages: Sequence[Mapping[str, Any]],
        *,
        tools: Sequence[Tool] | None = None,
        interpreter: bool | Interpreter = False,
        approve: Approve | None = None,
        max_tool_rounds: int = MAX_TOOL_ROUNDS,
        stream: Literal[False] = False,
        cancel: threading.Event | None = None,
        progress: Progress | None = None,
        **options: Unpack[SamplingOptions],
    ) -> Reply: ...
    @overload
    def chat(
        self,
        messages: Sequence[Mapping[str, Any]],
        *,
        tools: Sequence[Tool] | None = None,
        interpreter: bool | Interpreter = False,
        approve: Approve | None = None,
        max_tool_rounds: int = MAX_TOOL_ROUNDS,
        stream: Literal[True],
        cancel: threading.Event | None = None,
        progress: Progress | None = None,
        **options: Unpack[SamplingOptions],
    ) -> Iterator[Chunk]: ...
    def chat(
        self,
        messages: Sequence[Mapping[str, Any]],
        *,
        tools: Sequence[Tool] | None = None,
        interpreter: bool | Interpreter = False,
        approve: Approve | None = None,
        max_tool_rounds: int = MAX_TOOL_ROUNDS,
        stream: bool = False,
        cancel: threading.Event | None = None,
        progress: Progress | None = None,
        **options: Unpack[SamplingOptions],
    ) -> Reply | Iterator[Chunk]:
        """The model's reply to a chat; calls that are run here, and what follows them, are part of it.

        Args:
            messages: {"role", "content", ...} each, as in OpenAI's chat API or natively; see docs of encode_chat.
            tools: what the model may call. Functions are described by their type hints and docstrings (see
                `FunctionTool`) and run, and the model goes on with their results. Calls of definitions ({name,
                description, parameters}, or OpenAI's form) end the reply and are the caller's; so are all calls of a
                reply that calls one.
            interpreter: True lets the model write code (see `Reply.code`); an `Interpreter` runs it as well. A system
                message of your own has to offer it; without one the trained sentence is used.
            approve: asked before each call that is run here; False refuses it, and the model is told so.
            max_tool_rounds: how many replies may have calls run; later ones end the reply, with a warning.
            stream: give the reply piece by piece; the last chunk holds the Reply as `result`.
            cancel: ends the reply with CancelledError, within a second, once it is set; a function runs to its end.
            progress: called with (prompt tokens read, prompt tokens) while the prompt is read.
            options: as of `generate`; for each reply of the model.

        Raises:
            TypeError: a function cannot be described.
            ValueError: a message or tool is not as it should be; the message names its index.
            As `generate` otherwise.
        """
        toolbox = Toolbox(tools, interpreter=interpreter, approve=approve, max_rounds=max_tool_rounds)
        chunks = self._replies(messages, toolbox, options, cancel, progress)
        return chunks if stream else whole(chunks, Reply)

    def conversation(
        self,
        *,
        system: str | None = None,
        tools: Sequence[Tool] | None = None,
        interpreter: bool | Interpreter = False,
        approve: Approve | None = None,
        max_tool_rounds: int = MAX_TOOL_ROUNDS,
        max_tokens: int | None = None,
        context_shift: ContextShift = "refuse",
    ) -> Conversation:
        """A live conversation, which keeps the generated ids: a turn costs only its new tokens.

        Args:
            system: the system message; None for none (or the trained sentence, when there are tools or an interpreter).
            tools: what the model may call, as for `chat`.
            interpreter: whether the model may write code, and what runs it, as for `chat`.
            approve: asked before each call, as for `chat`.
            max_tool_rounds: as for `chat`.
            max_tokens: context of the conversation; None for all that the model was trained for.
            context_shift: what happens when the context is full: "refuse" raises ContextLengthError, "drop-oldest"
                forgets whole oldest exchanges and tells which, see `Conversation.dropped`.
        """
        return Conversation(
            self,
            system=system,
            tools=tools,
            interpreter=interpreter,
            approve=approve,
            max_tool_rounds=max_tool_rounds,
            max_tokens=max_tokens,
            context_shift=context_shift,
        )

    def _replies(
        self,
        messages: Sequence[Mapping[str, Any]],
        toolbox: Toolbox,
        options: Mapping[str, Any],
        cancel: threading.Event | None,
        progress: Progress | None,
    ) -> Iterator[Chunk]:
        """The reply to messages, and those to the results of its calls."""
        offered = offered_tools(messages, toolbox.definitions)
        history = list(messages)
        if toolbox.offers_code and not any(message.get("role") == "system" for message in history):
            history.insert(0, {"role": "system", "content": toolbox.system})

        def answer() -> Iterator[Chunk]:
            ids = self.tokenizer.encode_chat(history, toolbox.definitions)
            request = self._request(ids, options, cancel, progress, tools=offered, interpreter=toolbox.offers_code)
            return self._pool.stream(request, stream_reply)

        def go_on(reply: Reply, results: list[ToolResult]) -> Iterator[Chunk]:
            history.extend([*reply.messages, *observations(results)])
            try:
                return answer()
            except ContextLengthError as error:
                raise ContextLengthError(f"with what the tools returned {error}; let them return less") from None

        return run_rounds(answer(), go_on, toolbox, cancel)

    def _new_sequence(self, max_tokens: int | None, start_position: int) -> _core.Sequence:
        seq_length = self.config.seq_length
        start = operator.index(start_position)
        if not 0 <= start < seq_length:
            raise ValueError(f"start_position must be 0 to {seq_length - 1}, not {start_position}")
        n_tokens = seq_length - start if max_tokens is None else operator.index(max_tokens)
        if n_tokens < 1:
            raise ValueError(f"max_tokens must be 1 or more, or None, not {max_tokens}")
        if start + n_tokens > seq_length:
            raise ContextLengthError(
                f"max_tokens={n_tokens} from position {start} goes beyond the {seq_length} positions that the model "
                f"was trained for; at most {seq_length - start} fit"
            )
        return _core.Sequence(self._core, kv_type=self.kv_type, max_tokens=n_tokens, start_position=start)

    def _request(
        self,
        ids: list[int],
        options: Mapping[str, Any],
        cancel: threading.Event | None,
        progress: Progress | None,
        *,
        max_tokens: int | None = None,
        tools: Sequence[Mapping[str, Any]] = (),
        interpreter: bool = False,
    ) -> Request:
        """A checked request; max_tokens is the context that prompt and reply share, seq_length by default."""
        return Request(
            ids=ids,
            params=self.sampling.updated(options),
            tokenizer=self.tokenizer,
            max_tokens=max_tokens or self.config.seq_length,
            tools=tools,
            interpreter=interpreter,
            cancel=cancel,
            progress=progress,
        )


def _checked_metadata(file: _core.ModelFile, path: str) -> dict[str, str]:
    metadata = file.metadata
    if metadata.get("format") != "pyglm":
        raise FileFormatError(f"{path}: a safetensors file, but not one that quantize made; make one with quantize")
    if metadata.get("format_version") != _FORMAT_VERSION:
        raise FileFormatError(
            f"{path}: model format {metadata.get('format_version')}, this version of pyglm reads {_FORMAT_VERSION}; "
            "make the file again with this version's quantize"
        )
    missing = [key for key in ("config", "recipe", "source_hash") if key not in metadata]
    if missing:
        raise FileFormatError(f"{path}: the metadata have no {missing[0]!r}; the file is damaged, make it again")
    return metadata


def _sampling_defaults(metadata: Mapping[str, str], path: str) -> SamplingParams:
    """SamplingParams with what the checkpoint's own generation settings say."""
    try:
        settings = json.loads(metadata.get("generation", "{}"))
        if not isinstance(settings, dict):
            raise TypeError(f"expected a JSON object, found {type(settings).__name__}")
        return SamplingParams().updated({key: settings[key] for key in _GENERATION_DEFAULTS if key in settings})
    except (ValueError, TypeError) as e:
        raise FileFormatError(f"{path}: metadata generation: {e}") from None
