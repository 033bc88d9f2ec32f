"""Downloads the packages of sources.toml: drawings, their names, tags and licences.

    python -m grounding.training.icons.collect FOLDER

npm packages land as they are in FOLDER/npm, Debian's themes unpacked in FOLDER/themes. Nothing is installed.
"""

import argparse
import json
import re
import subprocess
import tarfile
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

SOURCES = tomllib.loads((Path(__file__).parent / "sources.toml").read_text(encoding="utf-8"))
CONTEXTS = (
    "actions",
    "status",
    "places",
    "devices",
    "mimetypes",
    "mimes",
    "emblems",
    "categories",
    "toolkit",
    "emotes",
)
GENERIC_APPS = re.compile(r"^(accessories|utilities|preferences|system|multimedia|help|office|internet|applications)-")
ACTING_PREFIX = re.compile(r"^(document|edit|view|media|user|format|object|system|mail|go|insert|tools|emblem|list)-")
SKIN_TONE = re.compile(r"1F3F[B-F]")
REGIONS, FLAGS = 2, 9  # emojibase's groups: components (skin, hair) and flags


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """One drawing. names: what its set calls it, the usual name first; tags: words around it, looser than names."""

    set: str
    role: str
    names: tuple[str, ...]
    tags: tuple[str, ...]
    kind: str
    content: bytes


def words_of(name: str) -> str:
    """
    >>> words_of("arrowLeft_circle-2")
    'arrow left circle 2'
    """
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    return " ".join(re.split(r"[\s\-_./+:]+", spaced)).strip().lower()


class Collected:
    """The downloaded packages of one folder."""

    def __init__(self, folder: Path) -> None:
        self._npm = folder / "npm"
        self._themes = folder / "themes"

    def drawings(self) -> Iterator[Drawing]:
        for name in SOURCES["npm"]:
            yield from self._of_set(name)
        yield from self._of_emoji()
        for package in SOURCES["themes"]:
            yield from self._of_theme(package)

    def _read(self, package: str, version: str, file: str) -> str:
        with tarfile.open(self._npm / archive_name(package, version)) as archive:
            member = archive.extractfile(file)
            assert member is not None
            return member.read().decode()

    @cached_property
    def _brands(self) -> frozenset[str]:
        """Names that icon sets mark as logos; a drawing that is called so in another set is one too."""
        marked: list[set[str]] = []
        for name, mark in (
            ("tabler", "brand-"),
            ("bx", "bxl-"),
            ("ion", "logo-"),
            ("f7", "logo-"),
            ("tdesign", "logo-"),
        ):
            icons = json.loads(
                self._read(f"@iconify-json/{name}", SOURCES["npm"][name]["version"], "package/icons.json")
            )
            marked.append({words_of(icon.removeprefix(mark)) for icon in icons["icons"] if icon.startswith(mark)})
        return frozenset().union(*marked) - {"x", "line", "signal", "safari", "windows", "apple"}

    def _of_set(self, name: str) -> Iterator[Drawing]:
        source = SOURCES["npm"][name]
        content = json.loads(self._read(f"@iconify-json/{name}", source["version"], "package/icons.json"))
        tags = self._tags(name)
        style = re.compile(source.get("style", r"$^"))
        keep, drop = re.compile(source.get("keep", "")), re.compile(source.get("drop", "$^"))
        aliases: dict[str, list[str]] = {}
        for alias, fields in content.get("aliases", {}).items():
            if set(fields) <= {"parent", "hidden"}:  # others are turned or mirrored drawings
                aliases.setdefault(fields["parent"], []).append(alias)
        for icon, fields in content["icons"].items():
            if drop.search(icon) or not keep.search(icon):
                continue
            bare = bare_name(icon, style)
            names = [words_of(one) for one in (bare, *(bare_name(other, style) for other in aliases.get(icon, ())))]
            if is_brand(names[0], self._brands):
                continue
            width = fields.get("width", content.get("width", 16))
            height = fields.get("height", content.get("height", 16))
            left, top = fields.get("left", content.get("left", 0)), fields.get("top", content.get("top", 0))
            view = f"{left} {top} {width} {height}"
            svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view}">{fields["body"]}</svg>'
            yield Drawing(
                set=name,
                role=source.get("role", "training"),
                names=tuple(dict.fromkeys(names)),
                tags=tuple(dict.fromkeys(words_of(tag) for tag in tags.get(bare, ()))),
                kind="svg",
                content=svg.replace("currentColor", "#000").encode(),
            )

    def _tags(self, name: str) -> dict[str, list[str]]:
        if name not in SOURCES["tags"]:
            return {}
        source = SOURCES["tags"][name]
        text = self._read(source["package"], source["version"], source["file"])
        match name:
            case "lucide":
                return dict(json.loads(text))
            case "tabler":
                return {icon: [str(tag) for tag in fields["tags"]] for icon, fields in json.loads(text).items()}
            case "fa6-solid":
                return {icon: fields["search"]["terms"] for icon, fields in json.loads(text).items()}
            case _:  # phosphor: a JavaScript module
                entries = re.finditer(r'\n    name: "([^"]+)".*?\n    tags: \[(.*?)\]', text, flags=re.DOTALL)
                return {one[1]: re.findall(r'"([^"*]+)"', one[2]) for one in entries}

    def _of_emoji(self) -> Iterator[Drawing]:
        words, pictures = SOURCES["emoji"]["words"], SOURCES["emoji"]["pictures"]
        said: dict[str, list[str]] = {}
        tags: dict[str, list[str]] = {}
        for language in words["languages"]:
            for one in json.loads(self._read(words["package"], words["version"], f"package/{language}/data.json")):
                if one.get("group") in (None, REGIONS, FLAGS) or SKIN_TONE.search(one["hexcode"]):
                    continue
                code = one["hexcode"].lower().removesuffix("-fe0f")
                said.setdefault(code, []).append(words_of(one["label"]))
                tags.setdefault(code, []).extend(words_of(tag) for tag in one.get("tags", ()))
        with tarfile.open(self._npm / archive_name(pictures["package"], pictures["version"])) as archive:
            for member in archive:
                code = Path(member.name).stem
                if code in said and member.name.endswith(".svg"):
                    opened = archive.extractfile(member)
                    assert opened is not None
                    yield Drawing(
                        set="twemoji",
                        role="training",
                        names=tuple(dict.fromkeys(said[code])),
                        tags=tuple(dict.fromkeys(tags[code])),
                        kind="svg",
                        content=opened.read(),
                    )

    def _of_theme(self, package: str) -> Iterator[Drawing]:
        source = SOURCES["themes"][package]
        root = (self._themes / package / "usr/share/icons" / source["folder"]).resolve()
        names: dict[Path, set[str]] = {}
        for path in sorted(root.rglob("*")):
            if path.suffix in (".svg", ".png") and usable(path.relative_to(root)):
                target = path.resolve()
                if target.is_relative_to(root) and target.is_file():
                    names.setdefault(target, set()).add(path.stem)
        sizes: dict[tuple[str, str], dict[int, Path]] = {}
        for path in names:
            place = path.relative_to(root)
            if usable(place):
                sizes.setdefault((context_of(place), path.stem), {}).setdefault(size_of(place), path)
        for (_, stem), by_size in sizes.items():
            paths = {by_size[min(by_size, key=lambda size: abs(size - wish))] for wish in (16, 24, 48)}
            called = {name for path in paths for name in names[path]} - {stem}
            for path in sorted(paths):
                yield Drawing(
                    set=source["folder"].split("/")[0],
                    role=source.get("role", "training"),
                    names=tuple(dict.fromkeys(one for name in (stem, *sorted(called)) for one in theme_names(name))),
                    tags=(),
                    kind=path.suffix[1:],
                    content=path.read_bytes(),
                )


def bare_name(name: str, style: re.Pattern[str]) -> str:
    """The name without what tells the style, unless nothing would be left."""
    bare = style.sub("", name)
    return style.sub("", bare) or bare or name


def is_brand(name: str, brands: frozenset[str]) -> bool:
    words = name.split()
    return name in brands or "logo" in words or "brand" in words or " ".join(words[:-1]) in brands - {"apple"}


def theme_names(stem: str) -> list[str]:
    """
    >>> theme_names("document-save-symbolic")
    ['document save', 'save']
    """
    bare = re.sub(r"([-.]symbolic|-rtl|-ltr)+$", "", stem).removeprefix("gtk-").removeprefix("stock_")
    short = ACTING_PREFIX.sub("", bare)
    return list(dict.fromkeys(words_of(name) for name in (bare, short) if name))


def context_of(place: Path) -> str:
    return next((part for part in place.parts if part in (*CONTEXTS, "apps", "stock", "legacy")), "")


def usable(place: Path) -> bool:
    context = context_of(place)
    return context in (*CONTEXTS, "stock", "legacy") or (context == "apps" and bool(GENERIC_APPS.match(place.stem)))


def size_of(place: Path) -> int:
    found = re.search(r"(?:^|/)(\d{1,3})(?:x\d+)?(?:@2x)?/", f"{place.parent}/")
    return int(found[1]) if found else 16 if "symbolic" in place.parts else 48


def archive_name(package: str, version: str) -> str:
    return f"{package.removeprefix('@').replace('/', '-')}-{version}.tgz"


def packages() -> list[tuple[str, str]]:
    """Every npm package with its version."""
    sets = [(f"@iconify-json/{name}", source["version"]) for name, source in SOURCES["npm"].items()]
    others = (*SOURCES["tags"].values(), *SOURCES["emoji"].values())
    return [*sets, *((source["package"], source["version"]) for source in others)]


def download(folder: Path) -> None:
    npm, themes = folder / "npm", folder / "themes"
    npm.mkdir(parents=True, exist_ok=True)
    missing = [f"{name}@{version}" for name, version in packages() if not (npm / archive_name(name, version)).exists()]
    if missing:
        subprocess.run(["npm", "pack", "--silent", "--pack-destination", str(npm), *missing], check=True)
    for package in SOURCES["themes"]:
        if not (themes / package).exists():
            themes.mkdir(parents=True, exist_ok=True)
            subprocess.run(["apt-get", "download", "-qq", package], check=True, cwd=themes)
            archive = next(themes.glob(f"{package}_*.deb"))
            subprocess.run(["dpkg", "-x", str(archive), str(themes / package)], check=True)
            archive.unlink()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    download(parser.parse_args().folder)


if __name__ == "__main__":
    main()
