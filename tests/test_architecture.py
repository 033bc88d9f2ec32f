"""What import-linter cannot say: who performs, who makes permits, what stands at the top, what names appear."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PRODUCT = ("app", "planner", "grounding")
TOP_LEVEL = {"app", "grounding", "planner", "assets", "tests", "packaging", ".ci"}
# Applications that the tests and the demo use, and their like; product code must not know any of them.
TRIED = r"mousepad|galculator|gnome-calculator|l3afpad|thunar"
APPLICATIONS = re.compile(
    rf"\b({TRIED}|gedit|kcalc|xcalc|leafpad|libreoffice|featherpad|speedcrunch|firefox)\b", re.IGNORECASE
)
# What may name some: the demo, the look-up of applications and of a virtual display's parts. The policy knows mail,
# chat, banks and shops by what they are called, which no screen says otherwise; none of those that are tried.
MAY_NAME_APPLICATIONS = {
    Path("app/cli/demo.py"),
    Path("assets/launching.toml"),
    Path("assets/virtual_display.toml"),
    Path("assets/policy.toml"),
}


def _tracked(*suffixes: str) -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    paths = [Path(line) for line in listed.stdout.splitlines()]
    return [path for path in paths if not suffixes or path.suffix in suffixes]


def _product_modules() -> Iterator[tuple[Path, ast.Module]]:
    for path in _tracked(".py"):
        if path.parts[0] in PRODUCT and path.parts[:2] != ("grounding", "training"):
            yield path, ast.parse((ROOT / path).read_text(encoding="utf-8"))


def _calls(tree: ast.Module, name: str) -> list[int]:
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and (
            (isinstance(node.func, ast.Attribute) and node.func.attr == name)
            or (isinstance(node.func, ast.Name) and node.func.id == name)
        )
    ]


def test_only_the_loop_calls_perform() -> None:
    callers = {path for path, tree in _product_modules() if _calls(tree, "perform")}
    assert callers == {Path("planner/loop.py")}


def test_only_the_safety_package_makes_permits() -> None:
    makers = {path for path, tree in _product_modules() if _calls(tree, "Permit")}
    assert makers
    assert all(path.parts[:2] == ("planner", "safety") for path in makers)


def test_nobody_hides_an_act_behind_a_page_script() -> None:
    forbidden = re.compile(r"\.click\(\)|dispatchEvent\(")
    found = [
        path
        for path in _tracked(".py", ".js")
        if path.parts[0] in PRODUCT and forbidden.search((ROOT / path).read_text(encoding="utf-8"))
    ]
    assert found == []


def test_package_files_hold_one_docstring_and_nothing_else() -> None:
    for path, tree in _product_modules():
        if path.name == "__init__.py":
            assert len(tree.body) == 1, path
            assert isinstance(tree.body[0], ast.Expr), path


def test_each_module_says_in_its_first_line_what_it_is() -> None:
    silent = [path for path, tree in _product_modules() if not (ast.get_docstring(tree) or "").strip()]
    assert silent == []


def test_the_top_level_is_the_fixed_one() -> None:
    folders = {path.parts[0] for path in _tracked() if len(path.parts) > 1}
    assert folders <= TOP_LEVEL


def test_no_module_is_named_for_nothing() -> None:
    empty_names = {"utils", "helpers", "manager", "common", "misc"}
    assert [path for path in _tracked(".py") if path.stem in empty_names] == []


def test_the_product_names_no_application() -> None:
    named = [
        (str(path), match[0])
        for path in _tracked(".py", ".js", ".toml")
        if path.parts[0] in {*PRODUCT, "assets"}
        and path.parts[:2] != ("grounding", "training")  # it renders real applications, and is not in the wheel
        and path not in MAY_NAME_APPLICATIONS
        and (match := APPLICATIONS.search((ROOT / path).read_text(encoding="utf-8")))
    ]
    assert named == []


def test_the_policy_names_no_application_that_is_tried() -> None:
    policy = (ROOT / "assets" / "policy.toml").read_text(encoding="utf-8")
    assert re.search(rf"\b({TRIED})\b", policy, re.IGNORECASE) is None


def test_lock_files_pin_by_hash_and_carry_no_address() -> None:
    locks = [path for path in _tracked(".lock") if path.parts[0] == "packaging"]
    assert {path.name for path in locks} >= {"requirements.lock", "requirements-dev.lock", "requirements-build.lock"}
    for path in locks:
        text = (ROOT / path).read_text(encoding="utf-8")
        assert "://" not in text, path
        assert text.count("==") <= text.count("--hash=sha256:"), path


def test_modules_stay_readable_in_one_sitting() -> None:
    long = [
        (str(path), lines)
        for path in _tracked(".py")
        if (lines := (ROOT / path).read_text(encoding="utf-8").count("\n")) > 400
    ]
    assert long == []


def test_nothing_is_left_undone() -> None:
    marks = re.compile(r"\b(TODO|FIXME|XXX|NotImplementedError)\b")
    assert [
        path for path in _tracked(".py") if path.parts[0] in PRODUCT and marks.search((ROOT / path).read_text("utf-8"))
    ] == []


def test_every_name_is_used_somewhere() -> None:
    """What nothing uses is gone. Methods of a class that has a base may be called from there."""
    read, defined = set[str](), list[tuple[str, str]]()
    for path in _tracked(".py"):
        tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
        read |= set(_read(tree))
        if path.parts[0] in PRODUCT:
            defined += [(str(path), name) for name in _defined(tree)]
    assert not [(path, name) for path, name in defined if name not in read]


def _read(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name, ctx=ast.Load()) | ast.Attribute(attr=name):
                yield name
            case ast.alias(name=name, asname=str()):
                yield name
            case ast.Constant(value=str(name)) if name.isidentifier():
                yield name


def _defined(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                yield name
            case ast.FunctionDef(name=name, decorator_list=[]):
                yield name
            case ast.ClassDef(name=name, bases=bases):
                yield name
                yield from (
                    each.name
                    for each in node.body
                    if isinstance(each, ast.FunctionDef) and not bases and not each.name.startswith("__")
                )
