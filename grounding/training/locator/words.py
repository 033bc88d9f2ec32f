"""Makes the locator's tables of words: other words for the words of user interfaces, and their translations.

    python -m grounding.training.locator.words --catalogues DIR... --wordnet /usr/share/wordnet --out assets/words

catalogues: folders with the message catalogues (`*.mo`) of installed programs; wordnet: where Debian's `wordnet-base`
(WordNet 3.0, its own permissive licence) lies. Debian's `mythes-en-us` was left out: it is made from WordNet.
Only words that several programs use are kept, so the tables stay small.
"""

import argparse
import gettext
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

LANGUAGES = ("de", "fr", "es", "it", "pt", "nl", "pl", "sv", "ru")
PROGRAMS = 3
"""A word counts as a user interface's from so many programs on."""
AGREEING = 3
"""A translation counts from so many programs on."""
TRANSLATED = 450
PROGRAMS_SAYING = 2
LANGUAGES_AGREEING = 4
MOST_FOR_ONE = 8
MOST_PARAPHRASES = 6
LEAST = 0.16
MOST_OTHERS = 12
DERIVED = 0.6
_PLAIN = re.compile(r"[a-z][a-z0-9 '-]+")
_WORD = re.compile(r"[a-z]{2,}")
_POINTED_TO = {"n": "noun", "v": "verb", "a": "adj", "s": "adj", "r": "adv"}
_LICENCE = "WordNet 3.0, Copyright 2006 by Princeton University. All rights reserved. (WordNet licence)"


@dataclass(frozen=True, kw_only=True)
class Message:
    program: str
    english: str
    language: str
    translation: str


def messages(folders: Iterable[Path]) -> Iterator[Message]:
    """Of the languages that are translated to, one line each, without marks of mnemonics."""
    for folder in folders:
        for file in sorted(folder.rglob("*.mo")):
            language = file.parent.parent.name
            if language not in LANGUAGES or file.name.startswith("iso_"):
                continue
            try:
                with file.open("rb") as opened:
                    catalogue = gettext.GNUTranslations(opened)._catalog  # type: ignore[attr-defined]
            except (OSError, UnicodeDecodeError, ValueError, IndexError):
                continue
            for source, target in catalogue.items():
                if isinstance(source, str) and isinstance(target, str) and len(source) <= 40 and "\n" not in source:
                    english = source.rsplit("\x04", 1)[-1]
                    yield Message(
                        program=file.stem, english=plain(english), language=language, translation=plain(target)
                    )


def plain(text: str) -> str:
    """
    >>> plain("_Save As…"), plain("&Datei speichern unter..."), plain("打开(_O)")
    ('save as', 'datei speichern unter', '打开')
    """
    bare = re.sub(r"\([_&]\w\)", "", text)
    return re.sub(r"(?:…|\.\.\.|:)\s*$", "", re.sub(r"[_&](?=\w)", "", bare)).strip().casefold()


# --- other words --------------------------------------------------------------------------------------------------


def thesaurus(known: frozenset[str], wordnet: Path) -> Mapping[str, Mapping[str, float]]:
    """For a word, others for it, with how near: 1 when both chiefly mean that. Formats: wndb(5WN)."""
    ranks = _ranks(wordnet)
    near: dict[str, dict[str, float]] = defaultdict(dict)

    def pair(one: str, other: str, strength: float) -> None:
        if one != other and one in known and other in known and strength >= LEAST:
            near[one][other] = max(near[one].get(other, 0.0), strength)

    synsets = dict(_synsets(wordnet))
    for (part, offset), (lemmas, derived) in synsets.items():
        of = {lemma: 1 / (1 + ranks.get((part, lemma), {}).get(offset, 9)) for lemma in lemmas}
        for one in lemmas:
            for other in lemmas:
                pair(one, other, of[one] * of[other])
        for at, to_part, to_offset, to_at in derived:
            there = synsets.get((to_part, to_offset))
            if there is not None and at < len(lemmas) and to_at < len(there[0]):
                one, other = lemmas[at], there[0][to_at]
                rank = ranks.get((to_part, other), {}).get(to_offset, 9)
                pair(one, other, DERIVED * of[one] / (1 + rank))
                pair(other, one, DERIVED * of[one] / (1 + rank))
    return {
        word: dict(sorted(others.items(), key=lambda item: (-item[1], item[0]))[:MOST_OTHERS])
        for word, others in sorted(near.items())
    }


def _ranks(wordnet: Path) -> dict[tuple[str, str], dict[str, int]]:
    """(part of speech, lemma) to offset to how common that sense of the lemma is: 0 the commonest."""
    found: dict[tuple[str, str], dict[str, int]] = {}
    for part in ("noun", "verb", "adj", "adv"):
        for line in (wordnet / f"index.{part}").read_text(encoding="latin-1").splitlines():
            if not line.startswith(" "):
                fields = line.split()
                offsets = fields[-int(fields[2]) :]
                found[part, fields[0]] = {offset: rank for rank, offset in enumerate(offsets)}
    return found


Derived = list[tuple[int, str, str, int]]


def _synsets(wordnet: Path) -> Iterator[tuple[tuple[str, str], tuple[list[str], Derived]]]:
    """((part, offset), (its lemmas, (from lemma, to part, to offset, to lemma) of words derived from each other))."""
    for part in ("noun", "verb", "adj", "adv"):
        for line in (wordnet / f"data.{part}").read_text(encoding="latin-1").splitlines():
            if line.startswith(" "):
                continue
            fields = line.partition("|")[0].split()
            count = int(fields[3], 16)
            lemmas = [fields[4 + 2 * at].split("(")[0].casefold() for at in range(count)]
            pointers = 4 + 2 * count
            derived: Derived = []
            for at in range(int(fields[pointers])):
                symbol, offset, to_part, ends = fields[pointers + 1 + 4 * at : pointers + 5 + 4 * at]
                if symbol == "+" and ends != "0000":
                    derived.append((int(ends[:2], 16) - 1, _POINTED_TO[to_part], offset, int(ends[2:], 16) - 1))
            yield (part, fields[0]), (lemmas, derived)


# --- other languages ----------------------------------------------------------------------------------------------


def translations(said: Iterable[Message]) -> Mapping[str, Mapping[str, list[str]]]:
    """For the commonest short texts: language to what several programs agree on."""
    programs: dict[str, set[str]] = defaultdict(set)
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for one in said:
        if 1 < len(one.english) <= 20 and len(one.english.split()) <= 3 and one.english.replace(" ", "").isalpha():
            programs[one.english].add(one.program)
            votes[one.english, one.language][one.translation] += 1
    commonest = sorted(programs, key=lambda text: (-len(programs[text]), text))[:TRANSLATED]
    found: dict[str, dict[str, list[str]]] = {}
    for english in sorted(commonest):
        for language in LANGUAGES:
            agreed = [text for text, count in votes[english, language].most_common(2) if count >= AGREEING]
            others = [text for text in agreed if text != english and 1 < len(text) <= 40]
            if others:
                found.setdefault(english, {})[language] = others
    return found


def paraphrases(said: Iterable[Message]) -> Mapping[str, list[str]]:
    """Short texts that several languages put the same way (Preferences, Settings: Einstellungen, Préférences)."""
    programs: dict[str, set[str]] = defaultdict(set)
    meaning: dict[tuple[str, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for one in said:
        if 1 < len(one.english) <= 30 and len(one.english.split()) <= 4 and _PLAIN.fullmatch(one.english):
            programs[one.english].add(one.program)
            meaning[one.language, one.translation][one.english] += 1
    agreeing: dict[tuple[str, str], set[str]] = defaultdict(set)
    for (language, _), texts in meaning.items():
        known = sorted(text for text in texts if len(programs[text]) >= PROGRAMS_SAYING)
        if len(known) <= MOST_FOR_ONE:
            for at, one in enumerate(known):
                for other in known[at + 1 :]:
                    agreeing[one, other].add(language)
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for (one, other), languages in agreeing.items():
        if len(languages) >= LANGUAGES_AGREEING and one.replace(" ", "") != other.replace(" ", ""):
            found[one].append((-len(languages), other))
            found[other].append((-len(languages), one))
    return {text: [other for _, other in sorted(others)[:MOST_PARAPHRASES]] for text, others in sorted(found.items())}


# --- the files ----------------------------------------------------------------------------------------------------


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--catalogues", type=Path, nargs="+", required=True)
    parser.add_argument("--wordnet", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    said = list(messages(options.catalogues))
    used: dict[str, set[str]] = defaultdict(set)
    for one in said:
        for word in _WORD.findall(one.english):
            used[word].add(one.program)
    known = frozenset(word for word, programs in used.items() if len(programs) >= PROGRAMS)
    others = thesaurus(known, options.wordnet)
    lines = [
        f"# {_LICENCE}",
        "# A word, then others for it, each with how near it is. Made by grounding.training.locator.words.",
    ]
    for word, near in others.items():
        lines.append(" ".join((word, *(f"{other}={strength:.2f}" for other, strength in near.items()))))
    (options.out / "thesaurus.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    abroad = translations(said)
    lines = ["# English, then the same in other languages. Made by grounding.training.locator.words."]
    for english, by_language in abroad.items():
        words = dict.fromkeys(text for texts in by_language.values() for text in texts)
        lines.append("\t".join((english, *words)))
    (options.out / "translations.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    alike = paraphrases(said)
    lines = ["# A text, then others that several languages put the same way. Made by grounding.training.locator.words."]
    lines += ["\t".join((text, *others)) for text, others in alike.items()]
    (options.out / "paraphrases.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(alike)} texts with paraphrases")
    print(f"{len(known)} words of user interfaces, {len(others)} with others for them, {len(abroad)} translated")


if __name__ == "__main__":
    main()
