"""The catalogue is checked, damage is named, and nothing heavy loads before it is needed."""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from grounding.engine import Engine, ModelEntry, read_catalogue, shipped_catalogue
from grounding.errors import ModelDamaged, ModelMissing


@pytest.fixture
def own_catalogue(tmp_path: Path) -> Callable[..., Path]:
    """Writes a catalogue of one model whose file lies beside it."""

    def write(content: bytes, sha256: str, *, schema: int = 1) -> Path:
        (tmp_path / "own.onnx").write_bytes(content)
        catalogue = tmp_path / "models.toml"
        catalogue.write_text(
            f'schema = {schema}\n[own]\nfile = "own.onnx"\nsha256 = "{sha256}"\n'
            'input = "any"\nlicence = "Apache-2.0"\nsource = "here"\n'
        )
        return catalogue

    return write


def test_every_shipped_model_is_there_with_its_hash_and_licence() -> None:
    engine = Engine()
    entries = engine.entries()
    assert {entry.name for entry in entries} >= {"detector_fine", "detector_wide", "text_recogniser"}
    for entry in entries:
        assert engine.check(entry)
        assert entry.licence
        assert entry.source
        assert entry.input


SHIPPED = {entry.name: entry for entry in read_catalogue(shipped_catalogue())}


def flip_one_bit(model: Path) -> None:
    content = bytearray(model.read_bytes())
    content[len(content) // 2] ^= 1
    model.write_bytes(content)


def put_another_in_its_place(model: Path) -> None:
    others = [entry for entry in SHIPPED.values() if entry.path.name != model.name]
    shutil.copy(others[0].path, model)


def cut_it_off(model: Path) -> None:
    model.write_bytes(model.read_bytes()[:-1])


def empty_it(model: Path) -> None:
    model.write_bytes(b"")


@pytest.mark.parametrize("harm", [flip_one_bit, put_another_in_its_place, cut_it_off, empty_it])
@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_model_that_is_not_itself_is_refused(name: str, harm: Callable[[Path], None], tmp_path: Path) -> None:
    entry = SHIPPED[name]
    model = tmp_path / entry.path.name
    shutil.copy(entry.path, model)
    catalogue = catalogue_of(entry, tmp_path)
    Engine(catalogue=catalogue).check(read_catalogue(catalogue)[0])
    harm(model)
    with pytest.raises(ModelDamaged, match=rf"{re.escape(str(model))} is damaged \(.*hash.*Install Deskhand again"):
        Engine(catalogue=catalogue).model(name)
    model.unlink()
    with pytest.raises(ModelMissing, match=rf"No model at {re.escape(str(model))}. Run `deskhand doctor`"):
        Engine(catalogue=catalogue).model(name)


def catalogue_of(entry: ModelEntry, folder: Path) -> Path:
    """A catalogue of that model alone, whose file lies beside it."""
    catalogue = folder / "models.toml"
    catalogue.write_text(
        f'schema = 1\n[{entry.name}]\nfile = "{entry.path.name}"\nsha256 = "{entry.sha256}"\n'
        'input = ""\nlicence = ""\nsource = ""\n'
    )
    return catalogue


def test_a_missing_model_names_doctor(own_catalogue: Callable[..., Path]) -> None:
    catalogue = own_catalogue(b"", "0" * 64)
    (catalogue.parent / "own.onnx").unlink()
    with pytest.raises(ModelMissing, match="deskhand doctor"):
        Engine(catalogue=catalogue).model("own")
    with pytest.raises(ModelMissing):
        Engine(catalogue=catalogue).model("unheard_of")


def test_a_file_that_is_no_model_is_refused_even_when_its_hash_is_right(own_catalogue: Callable[..., Path]) -> None:
    import hashlib

    with pytest.raises(ModelDamaged, match="cannot open"):
        Engine(catalogue=own_catalogue(b"no model", hashlib.sha256(b"no model").hexdigest())).model("own")


def test_a_newer_or_broken_catalogue_is_refused(own_catalogue: Callable[..., Path], tmp_path: Path) -> None:
    with pytest.raises(ModelDamaged, match="version"):
        read_catalogue(own_catalogue(b"", "", schema=2))
    broken = tmp_path / "broken.toml"
    broken.write_text("schema = = 1")
    with pytest.raises(ModelDamaged, match="TOML"):
        read_catalogue(broken)
    broken.write_text('schema = 1\n[own]\nfile = "x"\n')
    with pytest.raises(ModelDamaged, match="incomplete"):
        read_catalogue(broken)
    with pytest.raises(ModelMissing):
        read_catalogue(tmp_path / "none.toml")


def test_importing_the_eyes_loads_neither_onnxruntime_nor_rapidocr() -> None:
    code = (
        "import sys, grounding.grounder; print([name for name in ('onnxruntime', 'rapidocr') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_model_gives_the_same_on_one_thread_and_on_two() -> None:
    batch = np.random.default_rng(7).uniform(-1, 1, (1, 3, 64, 96)).astype(np.float32)
    one, two = (Engine(threads=threads).model("detector_fine") for threads in (1, 2))
    for answer in two.run_each([batch, batch], lambda given: given, lambda _, output: output):
        assert np.array_equal(answer, one.run(batch))


def test_a_moved_installation_still_finds_its_models(tmp_path: Path) -> None:
    copied = tmp_path / "models.toml"
    shutil.copy(shipped_catalogue(), copied)
    assert [entry.name for entry in read_catalogue(copied)] == [entry.name for entry in Engine().entries()]


def test_no_library_reports_or_marks_anybody(tmp_path: Path) -> None:
    """Newer onnxruntimes upload usage data and keep a device id in the cache folder; ours must do neither."""
    name = next(iter(read_catalogue(shipped_catalogue()))).name
    script = f"from grounding.engine import Engine; Engine().model({name!r})"
    environment = {**os.environ, "HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    subprocess.run([sys.executable, "-c", script], check=True, env=environment)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_the_installed_onnxruntime_carries_no_uploader() -> None:
    library = Path(importlib.util.find_spec("onnxruntime").origin).parent / "capi"
    for part in library.glob("*.so*"):
        assert b"OneCollector" not in part.read_bytes(), part.name
