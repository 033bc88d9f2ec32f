"""Where a file lies, said beside the order: "song.txt, which is in Music, ...", "Both are in my Documents."

Decision: it is put behind the file's name, or before it as its path, where orders have it; only folders that every
desktop has are known so, as a name alone could be that of anything.
"""

from collections.abc import Iterator

from planner.language.lexicon import Lexicon, WordClass
from planner.language.tokens import Kind, Phrase, UnclosedQuote, tokenize

LONGEST = 200
_ENDS = frozenset({".", "!", ";", "\n"})
_WHICH = frozenset({"which", "that", "it"})
_INSIDE = frozenset({"in", "inside", "on", "under"})


def with_whereabouts(text: str, lexicon: Lexicon) -> str:
    """The text with each file's folder where an order has it.

    >>> from app.words import load_lexicon
    >>> with_whereabouts("Copy song.txt, which is in Music, to my Videos", load_lexicon())
    'Copy song.txt in my Music to my Videos'
    >>> with_whereabouts("Zip a.txt and b.txt. Both are in my Documents.", load_lexicon())
    'Zip ~/Documents/a.txt and ~/Documents/b.txt.'
    """
    phrase = tokenize(text, lexicon)
    if isinstance(phrase, UnclosedQuote) or len(phrase) > LONGEST or not any(_files(phrase, lexicon)):
        return text
    for at in _files(phrase, lexicon):
        found = _clause(phrase, at + 1, lexicon)
        if found is not None:
            end, folder = found
            behind = text[phrase.tokens[end - 1].end :]
            before = text[: phrase.tokens[at].end].rstrip(",")
            return with_whereabouts(f"{before} in my {folder}{behind.removeprefix(',')}", lexicon)
    return _told_apart(text, phrase, lexicon)


def _files(phrase: Phrase, lexicon: Lexicon) -> list[int]:
    """Which tokens are names of files, without a folder."""
    return [at for at, token in enumerate(phrase.tokens) if _is_file(token.content or token.word, lexicon)]


def _is_file(word: str, lexicon: Lexicon) -> bool:
    stem, dot, ending = word.rpartition(".")
    return bool(stem and dot) and "/" not in stem and ending.lower() in lexicon.file_endings


def _clause(phrase: Phrase, at: int, lexicon: Lexicon) -> tuple[int, str] | None:
    """ ", which is in my Music": where it ends, and the folder."""
    start = at + 1 if phrase.words[at : at + 1] in ((",",), ("-",)) else at
    if start >= len(phrase) or phrase.words[start] not in _WHICH - ({"it"} if start == at else set()):
        return None
    there = phrase.part(start + 1)
    lies = there.begins(lexicon.telling.parts.stands)
    found = _folder(there, lies, lexicon) if lies else None
    return None if found is None else (start + 1 + found[0], found[1])


def _folder(there: Phrase, at: int, lexicon: Lexicon) -> tuple[int, str] | None:
    """ "my Documents folder": where it ends, and what it is called; nothing may be said of it."""
    start = at + there.part(at).begins(lexicon.words(WordClass.DETERMINER))
    length = there.part(start).begins(lexicon.words(WordClass.USER_FOLDER))
    if not length:
        return None
    named = there.part(start, start + length).text
    end = start + length
    return end + there.part(end).begins(lexicon.words(WordClass.FOLDER_NOUN)), named[:1].upper() + named[1:]


def _told_apart(text: str, phrase: Phrase, lexicon: Lexicon) -> str:
    """A sentence of its own after the orders: all files that are named then lie there."""
    for start, end in _sentences(phrase):
        said = phrase.part(start, end)
        length = said.begins(lexicon.telling.parts.spoken_files)
        there = said.part(length)
        lies = there.begins(lexicon.telling.parts.stands) if length and start else 0
        found = _folder(there, lies, lexicon) if lies else None
        if found is None or length + found[0] != len(said):
            continue
        files = _spoken_of(said, [at for at in _files(phrase, lexicon) if at < start], phrase)
        if not files:
            return text
        rest = f"{text[: phrase.tokens[start].start].rstrip()}{text[said.last_end :].lstrip(' .')}".strip()
        for at in reversed(files):
            token = phrase.tokens[at]
            begin = token.start + (1 if token.kind is Kind.QUOTED else 0)
            rest = f"{rest[:begin]}~/{found[1]}/{rest[begin:]}"
        return rest
    return text


def _spoken_of(said: Phrase, files: list[int], phrase: Phrase) -> list[int]:
    """None, where it cannot be told which ones."""
    if said.words[0] == "both":
        return files[:2] if len(files) > 1 else []
    several = said.words[0] in ("they", "all", "these", "those") or "files" in said.words[:3]
    return files if several or len({phrase.words[at] for at in files}) == 1 else []


def _sentences(phrase: Phrase) -> Iterator[tuple[int, int]]:
    start = 0
    for at, word in enumerate((*phrase.words, ".")):
        if word in _ENDS:
            if at > start:
                yield start, at
            start = at + 1
