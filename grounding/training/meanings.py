"""Makes the table of what common English words mean, so that words can be told apart by their meaning.

    python -m grounding.training.meanings --wordnet /usr/share/wordnet --out assets/words/meanings.tsv.xz

wordnet: where Debian's `wordnet-base` (WordNet 3.0, its own permissive licence) lies. Kept are single words: those that
its own count of texts has met in their six commonest senses, others in the first, and all that these are kinds of.
Formats: wndb(5WN), cntlist.
"""

import argparse
import lzma
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

MOST_SENSES = 6
_PARTS = ("noun", "verb", "adj", "adv")
_POINTED_TO = {"n": "noun", "v": "verb", "a": "adj", "s": "adj", "r": "adv"}
_KINDS_OF = {"n": ("@", "@i"), "v": ("@",), "a": ("^",), "s": ("&",), "r": ("\\",)}
"""By kind of synset, the pointers to what a sense is a kind of, an adjective is like, and an adverb is made from."""
_WORD = re.compile(r"[a-z]{2,}")
_LICENCE = "WordNet 3.0, Copyright 2006 by Princeton University. All rights reserved. (WordNet licence)"
Key = tuple[str, str]
"""Part of speech and offset."""


@dataclass(frozen=True, kw_only=True)
class Sense:
    lemmas: tuple[str, ...]
    above: tuple[Key, ...]


def senses(wordnet: Path) -> Iterator[tuple[Key, Sense]]:
    for part in _PARTS:
        for line in (wordnet / f"data.{part}").read_text(encoding="latin-1").splitlines():
            if line.startswith(" "):
                continue
            fields = line.partition("|")[0].split()
            count = int(fields[3], 16)
            lemmas = tuple(fields[4 + 2 * at].split("(")[0].casefold() for at in range(count))
            start = 4 + 2 * count
            pointers = [fields[start + 1 + 4 * at : start + 5 + 4 * at] for at in range(int(fields[start]))]
            symbols = _KINDS_OF[fields[2]]
            above = tuple((_POINTED_TO[to], offset) for symbol, offset, to, _ in pointers if symbol in symbols)
            yield (part, fields[0]), Sense(lemmas=lemmas, above=above)


def ranks(wordnet: Path) -> Mapping[tuple[str, str], Mapping[str, int]]:
    """(part of speech, lemma) to offset to how common that sense of it is: 0 the commonest."""
    found: dict[tuple[str, str], dict[str, int]] = {}
    for part in _PARTS:
        for line in (wordnet / f"index.{part}").read_text(encoding="latin-1").splitlines():
            if not line.startswith(" "):
                fields = line.split()
                found[part, fields[0]] = {offset: at for at, offset in enumerate(fields[-int(fields[2]) :])}
    return found


def met(wordnet: Path) -> frozenset[str]:
    lines = (wordnet / "cntlist.rev").read_text(encoding="latin-1").splitlines()
    return frozenset(line.partition("%")[0] for line in lines)


def table(wordnet: Path) -> Iterator[str]:
    """A line a sense: its words, each with its rank, and the numbers of the lines that it is a kind of."""
    known, by_rank, all_senses = met(wordnet), ranks(wordnet), dict(senses(wordnet))
    kept: dict[Key, list[str]] = {}
    for key, sense in all_senses.items():
        for lemma in sense.lemmas:
            rank = by_rank.get((key[0], lemma), {}).get(key[1], MOST_SENSES)
            if rank < (MOST_SENSES if lemma in known else 1) and _WORD.fullmatch(lemma):
                kept.setdefault(key, []).append(f"{lemma}{rank or ''}")
    waiting = list(kept)
    while waiting:
        for above in all_senses[waiting.pop()].above:
            if above not in kept:
                kept[above] = []
                waiting.append(above)
    number = {key: at for at, key in enumerate(kept)}
    for key, lemmas in kept.items():
        above = " ".join(str(number[one]) for one in all_senses[key].above if one in number)
        yield f"{' '.join(lemmas)}\t{above}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--wordnet", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    text = "\n".join((f"# {_LICENCE}", *table(options.wordnet))) + "\n"
    options.out.write_bytes(lzma.compress(text.encode(), preset=9))


if __name__ == "__main__":
    main()
