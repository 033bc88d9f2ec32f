"""Homes for chores: files as told, and afterwards what is in them, as text that can be compared."""

import csv
import gzip
import io
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
from PIL import Image, UnidentifiedImageError

FOLDERS = ("Desktop", "Documents", "Downloads", "Music", "Pictures", "Public", "Templates", "Videos")
_NAMES = {"Public": "PUBLICSHARE"}
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"
_TABLE, _TEXT = f"{{{_OFFICE}table:1.0}}", f"{{{_OFFICE}text:1.0}}"
_SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" office:version="1.2"'
)
_MOST_REPEATED = 50


def make_home(home: Path, files: Mapping[str, str]) -> None:
    """A name that ends in "/" is a folder; "@" and a word begin what is no plain text, as `match` below tells."""
    for folder in FOLDERS:
        (home / folder).mkdir(parents=True, exist_ok=True)
    config = home / ".config"
    config.mkdir(exist_ok=True)
    named = (f'XDG_{_NAMES.get(folder, folder.upper())}_DIR="$HOME/{folder}"\n' for folder in FOLDERS)
    (config / "user-dirs.dirs").write_text("".join(named).replace("DOWNLOADS_DIR", "DOWNLOAD_DIR"), encoding="utf-8")
    for name, holding in files.items():
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        kind, _, rest = holding.partition(" ")
        match kind:
            case _ if name.endswith("/"):
                path.mkdir(exist_ok=True)
            case "@picture":
                _picture(path, rest)
            case "@pdf":
                path.write_bytes(_pdf(rest))
            case "@zip":
                inner, _, text = rest.partition(" ")
                with zipfile.ZipFile(path, "w") as archive:
                    archive.writestr(inner, text)
            case "@sheet" | "@document":
                _office(path, rest, is_sheet=kind == "@sheet")
            case _:
                path.write_text(holding, encoding="utf-8")


def what_is_in(home: Path) -> dict[str, str]:
    """Each file and folder that is not hidden, with what it holds; a folder's name ends in "/"."""
    return {
        f"{path.relative_to(home)}{'/' if path.is_dir() else ''}": "" if path.is_dir() else _holding(path)
        for path in sorted(home.rglob("*"))
        if not any(part.startswith(".") or part.endswith("~") for part in path.relative_to(home).parts)
    }


def _holding(path: Path) -> str:
    try:
        match path.suffix.lower():
            case ".png" | ".jpg":
                return _seen(path)
            case ".ods":
                return "\n".join(_rows(path))
            case ".gnumeric":
                return "\n".join(_gnumeric_rows(path))
            case ".odt":
                return "\n".join(_paragraphs(path))
            case ".zip":
                with zipfile.ZipFile(path) as archive:
                    return "\n".join(f"{name}: {archive.read(name).decode()}" for name in sorted(archive.namelist()))
            case ".pdf":
                return path.read_bytes().partition(b"(")[2].partition(b")")[0].decode("latin-1")
            case _:
                text = path.read_text(encoding="utf-8-sig")
                return "\n".join(line.rstrip() for line in text.splitlines()).rstrip("\n")
    except (OSError, ValueError, zipfile.BadZipFile, KeyError, UnidentifiedImageError, ElementTree.ParseError) as error:
        return f"<{type(error).__name__}, {path.stat().st_size} bytes>"


def _picture(path: Path, size: str) -> None:
    """Red on the left, blue on the right."""
    width, height = map(int, size.split("x"))
    picture = Image.new("RGB", (width, height), "red")
    picture.paste("blue", (width // 2, 0, width, height))
    picture.save(path)


def _seen(path: Path) -> str:
    """Its size and the colours of its left and right."""
    with Image.open(path) as picture:
        pixels = np.asarray(picture.convert("RGB"))
    height, width = pixels.shape[:2]
    colours = [_colour(pixels[height // 2, column]) for column in (width // 8, width - width // 8 - 1)]
    return f"{width}x{height} {' '.join(colours)}"


def _colour(pixel: "np.ndarray[tuple[int], np.dtype[np.uint8]]") -> str:
    spread = int(pixel.max()) - int(pixel.min())
    return "grey" if spread < 20 else ("red", "green", "blue")[int(pixel.argmax())]


def _pdf(text: str) -> bytes:
    """One page with one line; after the PDF 1.4 reference, the smallest that readers open."""
    stream = f"BT /F1 24 Tf 72 700 Td ({text}) Tj ET".encode("latin-1")
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    written, places = bytearray(b"%PDF-1.4\n"), []
    for number, one in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj%s endobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
    return bytes(written) + end % (table, len(written))


def _office(path: Path, text: str, *, is_sheet: bool) -> None:
    """The least of an OpenDocument file: rows of commas for a sheet, lines for a document."""
    kind = "spreadsheet" if is_sheet else "text"
    body = "".join(_row(cells) for cells in csv.reader(io.StringIO(text))) if is_sheet else ""
    body = (
        f'<table:table table:name="Sheet1">{body}</table:table>' if is_sheet else "".join(map(_line, text.split("\n")))
    )
    content = (
        f"<office:document-content {_SPACES}><office:body><office:{kind}>{body}</office:{kind}></office:body>"
        "</office:document-content>"
    )
    media = f"application/vnd.oasis.opendocument.{kind}"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{media}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", media)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)


def _row(cells: list[str]) -> str:
    return f"<table:table-row>{''.join(map(_cell, cells))}</table:table-row>"


def _cell(text: str) -> str:
    kind = f'office:value-type="float" office:value="{text}"' if text.isdecimal() else 'office:value-type="string"'
    return f"<table:table-cell {kind}>{_line(text)}</table:table-cell>"


def _line(text: str) -> str:
    return f"<text:p>{text}</text:p>"


def _content(path: Path) -> ElementTree.Element:
    with zipfile.ZipFile(path) as archive:
        return ElementTree.fromstring(archive.read("content.xml"))


def _rows(path: Path) -> Iterator[str]:
    """Of the first sheet, as comma-separated lines, without what is empty at the ends."""
    table = _content(path).find(f".//{_TABLE}table")
    lines: list[str] = []
    for row in table.iter(f"{_TABLE}table-row") if table is not None else ():
        cells: list[str] = []
        for cell in (one for one in row if one.tag in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")):
            text = " ".join("".join(line.itertext()) for line in cell.iter(f"{_TEXT}p"))
            cells += [text] * min(int(cell.get(f"{_TABLE}number-columns-repeated", "1")), _MOST_REPEATED)
        line = ",".join(cells).rstrip(",")
        lines += [line] * min(int(row.get(f"{_TABLE}number-rows-repeated", "1")), _MOST_REPEATED)
    while lines and not lines[-1]:
        lines.pop()
    yield from lines


def _gnumeric_rows(path: Path) -> Iterator[str]:
    """Of the first sheet, as comma-separated lines. Its file is zipped XML that names each cell's row and column."""
    root = ElementTree.fromstring(gzip.decompress(path.read_bytes()))
    rows: dict[int, dict[int, str]] = {}
    for cell in root.iterfind(".//{*}Sheets/{*}Sheet[1]/{*}Cells/{*}Cell"):
        rows.setdefault(int(cell.get("Row", "0")), {})[int(cell.get("Col", "0"))] = cell.text or ""
    for number in range(max(rows, default=-1) + 1):
        row = rows.get(number, {})
        yield ",".join(row.get(column, "") for column in range(max(row, default=-1) + 1))


def _paragraphs(path: Path) -> Iterator[str]:
    """A heading begins with "# "."""
    lines = (one for one in _content(path).iter() if one.tag in (f"{_TEXT}p", f"{_TEXT}h"))
    for line in lines:
        yield f"{'# ' if line.tag == f'{_TEXT}h' else ''}{''.join(line.itertext())}"
