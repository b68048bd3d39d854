"""Fixtures: the reference data where they are at hand, and small models that are made here."""

from __future__ import annotations

import os
import secrets
import signal
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from parrot import pack_parrot
from tiny_checkpoint import write_checkpoint

TYPES = ("f16", "q8", "q4")

# The same examples on every run and machine; models make the first example slow.
settings.register_profile(
    "pyglm", deadline=None, derandomize=True, max_examples=40, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("pyglm")


def pytest_configure() -> None:
    """Take signals as a program started at a prompt does; one started in the background would ignore some."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, signal.SIG_DFL)


def shared_folder() -> Path | None:
    """The folder of reference data: PYGLM_SHARED, or ../shared beside the repository; None if there is none."""
    default = Path(__file__).resolve().parents[1].parent / "shared"
    folder = Path(os.environ.get("PYGLM_SHARED", default))
    return folder if folder.is_dir() else None


def skip(reason: str) -> None:
    """Skip a test for want of something outside the repository; PYGLM_REQUIRE_ALL=1 makes that a failure."""
    if os.environ.get("PYGLM_REQUIRE_ALL") == "1":
        pytest.fail(f"PYGLM_REQUIRE_ALL=1, but {reason}")
    pytest.skip(reason)


@pytest.fixture(scope="session", autouse=True)
def _elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Work in an empty folder, so that processes import the package under test and not the sources around them."""
    import pyglm

    before = Path.cwd()
    os.chdir(tmp_path_factory.mktemp("elsewhere"))
    os.environ["PYTHONPATH"] = str(Path(pyglm.__file__).parents[1])
    os.environ["PYGLM_CACHE_DIR"] = str(tmp_path_factory.mktemp("cache"))  # for models of the whole session
    yield
    os.chdir(before)


@pytest.fixture(autouse=True)
def _cache_of_its_own(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what a test's models save away from the user's cache and from other tests."""
    monkeypatch.setenv("PYGLM_CACHE_DIR", str(tmp_path_factory.getbasetemp() / f"cache-{secrets.token_hex(4)}"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of reference data."""
    folder = shared_folder()
    if folder is None:
        skip("there are no reference data: set PYGLM_SHARED, or put them into ../shared")
    assert folder is not None
    return folder


@pytest.fixture(scope="session")
def tiny_checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A random checkpoint folder with a tokenizer of some hundred pieces."""
    return write_checkpoint(tmp_path_factory.mktemp("tiny") / "checkpoint")


@pytest.fixture(scope="session")
def pack_tiny(tiny_checkpoint: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Packs the tiny checkpoint as "f16", "q8" or "q4", once each: type -> model file."""
    from quantize.pack import pack

    folder = tmp_path_factory.mktemp("packed")

    @cache
    def packed(weight_type: str) -> Path:
        path = folder / f"tiny-{weight_type}.glm"
        pack(tiny_checkpoint, path, weight_type=weight_type)  # type: ignore[arg-type]
        return path

    return packed


@pytest.fixture(scope="session")
def load_tiny(pack_tiny: Callable[[str], Path]) -> Callable[..., Any]:
    """Loads the tiny model, once for each choice: (type, isa=, threads=, kv_type=) -> pyglm.Model."""
    import pyglm

    @cache
    def load(weight_type: str = "f16", *, isa: str | None = None, threads: int = 1, kv_type: Any = "q8") -> Any:
        return pyglm.load(pack_tiny(weight_type), isa=isa, threads=threads, kv_type=kv_type)

    return load


@pytest.fixture
def model(pack_tiny: Callable[[str], Path]) -> Any:
    """A freshly loaded tiny model (f16 weights), whose caches no other test has filled."""
    import pyglm

    return pyglm.load(pack_tiny("f16"), threads=1)


@pytest.fixture(scope="session")
def parrot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model file that answers everything with parrot.REPLY."""
    return pack_parrot(tmp_path_factory.mktemp("parrot"))


@pytest.fixture(scope="session")
def endless_parrot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model file that says parrot.REPLY over and over, to the end of its context."""
    return pack_parrot(tmp_path_factory.mktemp("parrot"), endless=True)
