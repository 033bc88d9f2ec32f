"""The one way to run a model: a catalogue with hashes, one thread policy, little memory. Alone imports onnxruntime.

Thread policy: every session computes on one thread, and up to `threads` inputs run side by side. On two cores that
was faster than one input on two threads for the small inputs of this product, and it makes results independent of
the number of threads. The memory arena and the memory pattern are off: they keep the largest frame's memory for ever.
"""

import ctypes
import hashlib
import importlib.util
import os
import sys
import threading
import tomllib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar, cast

import numpy as np
import numpy.typing as npt

from grounding.errors import ModelDamaged, ModelMissing

Tensor = npt.NDArray[np.float32]
CATALOGUE_SCHEMA = 1
M_TRIM_THRESHOLD = -1
M_MMAP_THRESHOLD = -3
Given = TypeVar("Given")
Taken = TypeVar("Taken")
Prepare = Callable[[Given], Tensor]
Take = Callable[[Given, Tensor], Taken]


@dataclass(frozen=True, kw_only=True)
class ModelEntry:
    """One model of the catalogue, with its file found on this machine."""

    name: str
    path: Path
    sha256: str
    input: str
    licence: str
    source: str


class NodeInfo(Protocol):
    """What onnxruntime says of an input."""

    name: str


class ModelInfo(Protocol):
    """What onnxruntime says of a model."""

    custom_metadata_map: dict[str, str]


class Session(Protocol):
    """The part of onnxruntime's session that is used here."""

    def run(self, output_names: None, input_feed: dict[str, Tensor]) -> list[Tensor]: ...

    def get_inputs(self) -> list[NodeInfo]: ...

    def get_modelmeta(self) -> ModelInfo: ...


class Model:
    """An opened model with one input and one output."""

    def __init__(self, *, session: Session, pool: ThreadPoolExecutor) -> None:
        self._session = session
        self._pool = pool
        self._input = session.get_inputs()[0].name

    def note(self, key: str) -> str:
        """A text that the model's file carries; empty when it has none of that name."""
        return self._session.get_modelmeta().custom_metadata_map.get(key, "")

    def run(self, batch: Tensor) -> Tensor:
        return self._session.run(None, {self._input: batch})[0]

    def run_each(self, batches: Sequence[Given], prepare: Prepare[Given], take: Take[Given, Taken]) -> Iterator[Taken]:
        """What `take` makes of each output, in the order of the inputs, computed side by side.

        Both functions run beside the model, so neither all inputs nor all outputs are ever in memory at once.
        """
        return self._pool.map(lambda batch: take(batch, self.run(prepare(batch))), batches)


class Engine:
    """Opens the catalogue's models, each once. Safe from several threads."""

    def __init__(self, *, catalogue: Path | None = None, threads: int = 2) -> None:
        self._catalogue = catalogue or shipped_catalogue()
        self._threads = max(1, threads)
        self._pool = ThreadPoolExecutor(self._threads, thread_name_prefix="eyes")
        self._opened: dict[str, Model] = {}
        self._lock = threading.Lock()

    @property
    def threads(self) -> int:
        return self._threads

    def entries(self) -> tuple[ModelEntry, ...]:
        """The whole catalogue; nothing is opened. Raises ModelMissing, ModelDamaged."""
        return read_catalogue(self._catalogue)

    def check(self, entry: ModelEntry) -> bytes:
        """The model's bytes, when their hash is the catalogue's. Raises ModelMissing, ModelDamaged."""
        try:
            content = entry.path.read_bytes()
        except OSError as error:
            raise ModelMissing(str(entry.path)) from error
        if hashlib.sha256(content).hexdigest() != entry.sha256:
            raise ModelDamaged(str(entry.path), "its hash is not the catalogue's")
        return content

    def model(self, name: str) -> Model:
        """The model of that name, opened at the first call. Raises ModelMissing, ModelDamaged."""
        with self._lock:
            if name not in self._opened:
                entry = next((entry for entry in self.entries() if entry.name == name), None)
                if entry is None:
                    raise ModelMissing(f"{self._catalogue} [{name}]")
                session = open_session(self.check(entry), path=str(entry.path))
                self._opened[name] = Model(session=session, pool=self._pool)
            return self._opened[name]


def give_memory_back() -> None:
    """Makes glibc return large freed blocks at once.

    A network's intermediate results are blocks of many sizes; glibc keeps freed blocks of up to 32 MB, and in pieces:
    reading one 1920x1080 frame then took 490 MB instead of 320. Blocks from 4 MB up are mapped and unmapped instead;
    that cost no time that could be measured, while doing the same from 1 MB up cost a quarter. Other C libraries have
    no such call, and need none.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None
    if mallopt is not None:
        mallopt(M_MMAP_THRESHOLD, 4 * 1024 * 1024)
        mallopt(M_TRIM_THRESHOLD, 32 * 1024 * 1024)


def open_session(content: bytes, *, path: str) -> Session:
    """Loads onnxruntime at the first use: it costs a tenth of a second and 40 MB."""
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # read when the library loads; newer ones would write a device id first
    import onnxruntime

    give_memory_back()
    onnxruntime.disable_telemetry_events()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.enable_mem_pattern = False
    options.log_severity_level = 3
    try:
        session = onnxruntime.InferenceSession(content, sess_options=options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime raises classes of its own that share no root but Exception
        raise ModelDamaged(path, "onnxruntime cannot open it") from error
    return cast(Session, session)


def shipped_catalogue() -> Path:
    return package_folder("assets") / "models" / "models.toml"


def package_folder(package: str) -> Path:
    """Where an installed package lies, without importing it. Raises ModelMissing."""
    found = importlib.util.find_spec(package)
    if found is None or not found.submodule_search_locations:
        raise ModelMissing(f"the package {package}")
    return Path(next(iter(found.submodule_search_locations)))


def read_catalogue(catalogue: Path) -> tuple[ModelEntry, ...]:
    """Raises ModelMissing when there is no such file, ModelDamaged when it cannot be read or is newer than this."""
    try:
        content = tomllib.loads(catalogue.read_text(encoding="utf-8"))
    except OSError as error:
        raise ModelMissing(str(catalogue)) from error
    except ValueError as error:
        raise ModelDamaged(str(catalogue), "it is no TOML") from error
    if content.pop("schema", None) != CATALOGUE_SCHEMA:
        raise ModelDamaged(str(catalogue), "it is of another version")
    entries: list[ModelEntry] = []
    for name, fields in content.items():
        try:
            folder = package_folder(fields["package"]) if "package" in fields else catalogue.parent
            entries.append(
                ModelEntry(
                    name=name,
                    path=folder / fields["file"],
                    sha256=fields["sha256"],
                    input=fields["input"],
                    licence=fields["licence"],
                    source=fields["source"],
                )
            )
        except (KeyError, TypeError) as error:
            raise ModelDamaged(str(catalogue), f"[{name}] is incomplete") from error
    return tuple(entries)
