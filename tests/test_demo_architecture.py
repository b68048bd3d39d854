"""The demonstration model's PyTorch network against the runtime, and its training rows against the chat protocol."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from tiny_checkpoint import write_checkpoint
from tiny_tokenizer import tiny_tokenizer

sys.path.append(str(Path(__file__).resolve().parents[1]))

EXPECTED = Path(__file__).with_name("data") / "torch_logits.npz"
MAX_ERROR = 5e-4  # float against float: only the order of additions differs
TOOLS = [{"name": "weather", "description": "get it", "parameters": {"type": "object", "properties": {}}}]


@pytest.fixture
def batches() -> ModuleType:
    pytest.importorskip("torch", reason="training rows are tensors: pip install 'pyglm-runtime[demo]'")
    from demo_model import batches

    return batches


def conversation(kind: str = "tools") -> Any:
    from demo_model.data import Conversation

    call = {"role": "assistant", "metadata": "weather", "content": "```python\ntool_call(city='你好')\n```"}
    messages = [
        {"role": "system", "content": "tools:", "tools": TOOLS},
        {"role": "user", "content": "weather in 你好?"},
        call,
        {"role": "observation", "content": '{"degrees": 21}'},
        {"role": "assistant", "metadata": "", "content": "It is 21."},
        {"role": "user", "content": "and now?"},
        {"role": "assistant", "metadata": "", "content": "I will look."},
        call,
    ]
    return Conversation(messages, kind, "en")


def test_runtime_equals_pytorch(load_tiny: Callable[..., Any]) -> None:
    with np.load(EXPECTED) as data:
        expected = dict(data)
    logits = load_tiny("f16", kv_type="f32").session().forward(expected["ids"].tolist())
    assert expected["logits"].std() > 0.1
    assert np.abs(logits[:, expected["columns"]] - expected["logits"]).max() <= MAX_ERROR
    assert np.abs(logits[-1] - expected["last_logits"]).max() <= MAX_ERROR


def test_expected_logits_are_of_this_network() -> None:
    pytest.importorskip("torch", reason="the file of logits is made by PyTorch: pip install 'pyglm-runtime[demo]'")
    from demo_model.reference import tiny_logits

    with np.load(EXPECTED) as data:
        for name, values in tiny_logits().items():
            np.testing.assert_allclose(data[name], values, atol=1e-4, err_msg=name)


def test_training_sees_the_ids_of_the_runtime(batches: ModuleType) -> None:
    tokenizer = tiny_tokenizer()
    encoded = batches.encode(tokenizer, conversation())
    prompt = tokenizer.encode_chat(conversation().messages, add_generation_prompt=False)
    assert encoded.ids == [*prompt, tokenizer.special_tokens["<|observation|>"]]


def test_what_is_learned(batches: ModuleType) -> None:
    tokenizer = tiny_tokenizer()
    encoded = batches.encode(tokenizer, conversation())
    runs, text = [], list[int]()
    for token_id, is_learned in zip([*encoded.ids, 0], [*encoded.learned, False], strict=True):
        if is_learned:
            text.append(token_id)
        elif text:
            runs.append(tokenizer.decode(text, skip_special_tokens=False))
            text = []
    call = "weather\n ```python\ntool_call(city='你好')\n```<|observation|>"
    assert runs[:2] == [call, "\n It is 21.<|user|>"]
    assert runs[2] == f"\n I will look.<|assistant|>{call}"
    assert len(runs) == 3


def test_a_mistake_is_not_learned(batches: ModuleType) -> None:
    mistaken = conversation()
    mistaken.messages[2] = {**mistaken.messages[2], "learned": False}
    plain, encoded = (batches.encode(tiny_tokenizer(), c) for c in (conversation(), mistaken))
    assert encoded.ids == plain.ids
    first = plain.learned.index(True)
    n_call = plain.learned[first:].index(False)
    assert encoded.learned == [*[False] * (first + n_call), *plain.learned[first + n_call :]]


def test_the_id_behind_a_call_without_a_result_is_not_learned(batches: ModuleType) -> None:
    tokenizer = tiny_tokenizer()
    cut = conversation()
    del cut.messages[3:5]
    encoded = batches.encode(tokenizer, cut)
    first = encoded.learned.index(True)
    end = encoded.learned.index(False, first)
    assert encoded.ids[end] == tokenizer.special_tokens["<|user|>"]
    assert tokenizer.decode(encoded.ids[first:end]).endswith("```")


def test_rows_hold_whole_conversations(batches: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    import itertools

    source = lambda random: itertools.repeat(conversation())  # noqa: E731
    monkeypatch.setattr(batches, "generators", lambda: dict.fromkeys(batches.KINDS, source))
    marker = batches.Marker(tiny_tokenizer(), [])
    steps = batches.Batches(tiny_tokenizer(), marker, seed=1, tokens=1500, rows=2).steps(0)
    encoded = batches.encode(tiny_tokenizer(), conversation())
    n = len(encoded.ids) - 1
    for row in next(steps):
        n_whole = 1500 // n
        assert row.lengths == [n] * n_whole + [1500 - n * n_whole]
        assert row.ids.tolist()[:n] == encoded.ids[:-1]
        assert row.positions.tolist()[: 2 * n] == [*range(n)] * 2
        own = [i for i in range(n) if encoded.learned[i + 1]]
        assert row.wanted.tolist() == [first * n + i for first in range(n_whole) for i in own]
        assert row.targets.tolist() == [encoded.ids[i + 1] for i in own] * n_whole


def test_conversations_of_a_row_do_not_see_each_other() -> None:
    torch = pytest.importorskip("torch", reason="the network is PyTorch's: pip install 'pyglm-runtime[demo]'")
    from demo_model.architecture import ChatGlm, Shape

    torch.manual_seed(0)
    sizes = {"vocab_size": 64, "num_layers": 2, "hidden_size": 64, "ffn_size": 64}
    model = ChatGlm(Shape(**sizes, num_heads=4, num_kv_heads=2, head_dim=16))
    for parameter in model.parameters():
        torch.nn.init.normal_(parameter, std=0.2)
    first, second = torch.randint(64, (2, 20))
    row, positions = torch.cat((first, second[:15])), torch.cat((torch.arange(20), torch.arange(15)))
    together = model.logits(model(row, [20, 15], positions, torch.arange(35)))
    apart = torch.cat((model.all_logits(first), model.all_logits(second[:15])))
    torch.testing.assert_close(together, apart, atol=1e-4, rtol=0)


def test_checkpoint_says_what_training_says() -> None:
    torch = pytest.importorskip("torch", reason="the network is PyTorch's: pip install 'pyglm-runtime[demo]'")
    from demo_model.architecture import ChatGlm, Shape, checkpoint_weights

    torch.manual_seed(0)
    sizes = {"vocab_size": 64, "num_layers": 2, "hidden_size": 64, "ffn_size": 64}
    shape = Shape(**sizes, num_heads=4, num_kv_heads=2, head_dim=16)
    trained, checkpoint = ChatGlm(shape, tied=True), ChatGlm(shape)
    for parameter in trained.parameters():
        torch.nn.init.normal_(parameter, std=0.2)
    checkpoint.load_state_dict(checkpoint_weights(dict(trained.named_parameters())))
    ids = torch.randint(64, (20,))
    torch.testing.assert_close(checkpoint.all_logits(ids), trained.all_logits(ids), atol=1e-4, rtol=0)


def test_attention_and_its_gradients() -> None:
    torch = pytest.importorskip("torch", reason="the attention is PyTorch's: pip install 'pyglm-runtime[demo]'")
    from demo_model.attention import attend

    torch.manual_seed(0)
    lengths = [1, 130, 300]
    tensors = [torch.randn(2, sum(lengths) * n, 16, dtype=torch.float64, requires_grad=True) for n in (3, 1, 1)]
    query, key, value = (tensor.unflatten(1, (sum(lengths), -1)).split(lengths, 1) for tensor in tensors)
    outputs = []
    for q, k, v in zip(query, key, value, strict=True):  # [kv heads, tokens, heads, head_dim] -> heads first
        shapes = (part.transpose(1, 2).flatten(0, 1).unsqueeze(0) for part in (q, k, v))
        out = torch.nn.functional.scaled_dot_product_attention(*shapes, is_causal=True, enable_gqa=True, scale=1.0)
        outputs.append(out[0].unflatten(0, (2, 3)).transpose(1, 2).flatten(1, 2))
    weights = torch.randn_like(tensors[0])
    expected = torch.autograd.grad((torch.cat(outputs, 1) * weights).sum(), tensors)
    actual_out = attend(*tensors, lengths)
    torch.testing.assert_close(actual_out, torch.cat(outputs, 1))
    torch.testing.assert_close(torch.autograd.grad((actual_out * weights).sum(), tensors), expected)


@pytest.mark.parametrize("is_native", [True, False], ids=["native", "PyTorch"])
def test_attention_in_bfloat16(monkeypatch: pytest.MonkeyPatch, is_native: bool) -> None:
    """Errors are of the largest value: bfloat16 has 8 bits."""
    torch = pytest.importorskip("torch", reason="the attention is PyTorch's: pip install 'pyglm-runtime[demo]'")
    from demo_model import attention

    torch.manual_seed(0)
    lengths = [1, 2, 33, 64, 65, 130, 300]
    sizes = [(n * 0.5, (3, sum(lengths) * heads, 64)) for n, heads in ((0.5, 3), (2, 1), (2, 1))]
    exact = [(scale * torch.randn(size)).bfloat16().float().requires_grad_() for scale, size in sizes]
    rounded = [part.detach().bfloat16().requires_grad_() for part in exact]
    if not is_native:
        monkeypatch.setattr(attention, "is_native", lambda query: False)
    elif not attention.is_native(rounded[0]):
        pytest.skip("the processor has no AVX-512 BF16")
    weights = torch.randn(sizes[0][1]).bfloat16()
    results = []
    for parts in (exact, rounded):
        out = attention.attend(*parts, lengths)
        results.append([out, *torch.autograd.grad((out * weights.to(out.dtype)).sum(), parts)])
    for expected, actual in zip(*results, strict=True):
        assert actual.dtype == torch.bfloat16
        error = (actual.float() - expected).detach().abs().max()
        assert error < 0.02 * expected.detach().abs().max()


@pytest.mark.parametrize(("weight_type", "max_error"), [("f16", 1e-5), ("q8", 0.01)])
def test_a_packed_file_is_read_back(
    pack_tiny: Callable[[str], Path], tiny_checkpoint: Path, weight_type: str, max_error: float
) -> None:
    """Errors are of a matrix's largest weight: q8 has 127 steps up to a group's."""
    torch: Any = pytest.importorskip("torch", reason="PyTorch trains the model: pip install 'pyglm-runtime[demo]'")
    from demo_model.architecture import checkpoint_weights
    from demo_model.reference import load_checkpoint
    from demo_model.state import State

    network = load_checkpoint(tiny_checkpoint)
    state = State.packed(pack_tiny(weight_type), step=5)
    assert (state.shape, state.step) == (network.shape, 5)
    assert state.tokenizer == (tiny_checkpoint / "tokenizer.model").read_bytes()
    weights = checkpoint_weights(state.model)
    assert set(weights) == set(network.state_dict())
    for name, expected in network.state_dict().items():
        torch.testing.assert_close(weights[name], expected, atol=max_error * float(expected.abs().max()), rtol=0)


def test_q4_is_no_beginning(pack_tiny: Callable[[str], Path]) -> None:
    pytest.importorskip("torch", reason="PyTorch trains the model: pip install 'pyglm-runtime[demo]'")
    from demo_model.unpack import unpack

    with pytest.raises(ValueError, match="q8 or f16"):
        unpack(pack_tiny("q4"))


def test_several_models_are_packed_as_their_mean(pack_tiny: Callable[[str], Path], tmp_path: Path) -> None:
    pytest.importorskip("torch", reason="PyTorch trains the model: pip install 'pyglm-runtime[demo]'")
    import torch

    from demo_model.pack import load_weights, pack_runs
    from pyglm.demo import resolve
    from quantize.pack import pack

    other = tmp_path / "other.glm"
    pack(write_checkpoint(tmp_path / "other", seed=2), other, weight_type="f16")
    pack_runs([pack_tiny("f16"), other], tmp_path / "mean.glm", weight_type="f16")
    one, two, mean = [load_weights(path)[1] for path in (pack_tiny("f16"), other, tmp_path / "mean.glm")]
    for name in one:
        torch.testing.assert_close(mean[name], (one[name] + two[name]) / 2, atol=1e-3, rtol=1e-3)
    with pytest.raises(ValueError, match="one shape and one tokenizer"):
        pack_runs([other, Path(resolve("demo"))], tmp_path / "none.glm")
    assert not (tmp_path / "none.glm").exists()
