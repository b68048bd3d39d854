"""The C++ core. Private: everything public is re-exported, with documentation, by pyglm."""

from collections.abc import Callable
from collections.abc import Sequence as AbstractSequence

import numpy as np
import numpy.typing as npt

class ModelConfig:
    @property
    def num_layers(self) -> int: ...
    @property
    def hidden_size(self) -> int: ...
    @property
    def num_heads(self) -> int: ...
    @property
    def num_kv_heads(self) -> int: ...
    @property
    def head_dim(self) -> int: ...
    @property
    def ffn_size(self) -> int: ...
    @property
    def vocab_size(self) -> int: ...
    @property
    def seq_length(self) -> int: ...
    @property
    def rotary_dim(self) -> int: ...
    @property
    def rope_theta(self) -> float: ...
    @property
    def rope_scale(self) -> float: ...
    @property
    def norm_eps(self) -> float: ...
    @property
    def qkv_bias(self) -> bool: ...

class ModelFile:
    """A mapped, checked safetensors file."""
    def __init__(self, path: str) -> None: ...
    @property
    def metadata(self) -> dict[str, str]: ...
    @property
    def size_bytes(self) -> int: ...
    def tensors(self) -> dict[str, tuple[str, list[int]]]:
        """Name -> (safetensors dtype, shape)."""
    def tensor_bytes(self, name: str) -> bytes: ...

class Model:
    """Weights bound to a kernel table and a thread pool. threads = 0: the physical cores of the affinity mask."""
    def __init__(self, file: ModelFile, *, threads: int = 0, isa: str = "") -> None: ...
    @property
    def config(self) -> ModelConfig: ...
    @property
    def isa(self) -> str: ...
    @property
    def threads(self) -> int: ...
    @property
    def weight_bytes(self) -> int:
        """Bytes of packed weights that one decoded token reads."""
    @property
    def matmul_weights(self) -> int:
        """Weights (multiply-adds) that one token goes through in matmuls, the output layer included."""
    @property
    def is_float(self) -> bool:
        """Whether the layers' products are of floats (f16 weights), not of integers (q8, q4)."""
    def time_matmuls(self) -> float:
        """Seconds of all matmuls of the last pass (at most 512 tokens, one row of logits) without anything between.
        ValueError before the first step."""

class Sequence:
    """Tokens and their key/value cache. max_tokens counts positions held; rope angles start at start_position."""
    def __init__(self, model: Model, *, kv_type: str, max_tokens: int, start_position: int = 0) -> None: ...
    @property
    def length(self) -> int: ...
    @property
    def max_tokens(self) -> int: ...
    @property
    def start_position(self) -> int: ...
    @property
    def kv_type(self) -> str: ...
    @property
    def cache_bytes(self) -> int: ...
    def truncate(self, length: int) -> None: ...
    def fork(self) -> Sequence: ...
    def export_block(self, index: int) -> npt.NDArray[np.uint8]:
        """Bytes of one cache block of 64 positions, all layers (a copy)."""
    def import_blocks(self, blocks: AbstractSequence[npt.NDArray[np.uint8]], length: int, *, copy: bool = True) -> None:
        """Appends exported blocks to whole blocks; length: tokens that the sequence then holds.

        copy=False uses the arrays where they lie, on 64-byte boundaries; nobody may change them any more.
        """

def step(
    model: Model,
    batch: AbstractSequence[tuple[Sequence, npt.NDArray[np.int32], str]],
    poll: Callable[[], bool] | None = None,
) -> list[npt.NDArray[np.float32]]:
    """Append ids to each sequence in one pass; logits "all" | "last" | "none" -> float32 [len(ids) | 1 | 0, vocab].

    poll is called some twenty times a second; returning True raises CancelledError. Signals are looked at then too.
    Rows of each sequence are committed prompt chunk by prompt chunk (512 tokens): after CancelledError a sequence
    holds the chunks that were complete.
    """

class Sampler:
    """Chooses ids from logits. State: the random generator and which ids were seen (repetition penalty)."""
    def __init__(
        self,
        *,
        vocab_size: int,
        temperature: float,
        top_k: int,
        top_p: float,
        min_p: float,
        repetition_penalty: float,
        logit_bias: dict[int, float],
        seed: int,
    ) -> None: ...
    def accept(self, ids: AbstractSequence[int]) -> None:
        """Count ids as seen."""
    def sample(self, logits: npt.NDArray[np.float32]) -> int:
        """One id below vocab_size from float32 [vocab] logits; NumericError on NaN. Calls accept on it."""

class CpuInfo:
    @property
    def brand(self) -> str: ...
    @property
    def features(self) -> list[str]: ...
    @property
    def physical_cores(self) -> int: ...
    @property
    def affinity_cores(self) -> int: ...

def cpu_info() -> CpuInfo: ...
def kernel_tables() -> list[str]:
    """Tables that this build and processor can run, best first."""

def selected_isa(name: str = "") -> str:
    """The table that name (or PYGLM_ISA, or the processor) selects; UnsupportedIsaError."""

def measure_read_bandwidth(threads: int, size_bytes: int, isa: str = "") -> float:
    """Bytes per second that threads read from a buffer of size_bytes, the best of several plain read loops."""

def measure_multiply_rate(threads: int, isa: str = "") -> dict[str, float]:
    """Multiply-adds per second of independent multiply loops in registers, by the instruction mix: the one that
    integer kernels use first, floats last."""

def pack_q4(
    weights: npt.NDArray[np.uint16] | npt.NDArray[np.float32], source: str, threads: int = 0
) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.int8], npt.NDArray[np.float32], float, float]:
    """weights [rows, k] stored as source ("f16" | "bf16" bits in uint16, "f32") -> (codes, scales, row_scales,
    sum of squared errors, sum of squares); layouts as in docs/format.md. ValueError names the first bad element."""

def pack_q8(
    weights: npt.NDArray[np.uint16] | npt.NDArray[np.float32], source: str, threads: int = 0
) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.int8], npt.NDArray[np.float32], float, float]:
    """As pack_q4, for q8."""

def pack_f16(
    weights: npt.NDArray[np.uint16] | npt.NDArray[np.float32], source: str, threads: int = 0
) -> tuple[npt.NDArray[np.uint16], float, float]:
    """weights -> (binary16 row tiles [n_tiles, k, 8], sum of squared errors, sum of squares)."""
