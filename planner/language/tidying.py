"""A text before it is read: slips in the words of orders put right, and left out what is only said out of courtesy."""

from collections.abc import Callable
from itertools import pairwise

from planner.language.lexicon import Lexicon, WordClass
from planner.language.tokens import Kind, Phrase, UnclosedQuote, tokenize

LONGEST = 300
"""More tokens than this are no few orders."""
_ENDS = frozenset({".", "!", "?", ";", "\n"})
_PAUSES = frozenset({",", "-", ":", "!", ".", "…", ";"})
_AGREED = frozenset({"ok", "okay", "right", "alright", "yes", "yeah", "deal"})
_HOLDS = frozenset(
    {
        ":",
        "=",
        "with",
        "saying",
        "say",
        "says",
        "reading",
        "type",
        "write",
        "reply",
        "answer",
        "enter",
        "text",
        "to",
        "and",
    }
)
"""After these, what sounds like courtesy is what is to be written."""
_WRONG_AFTER = frozenset({"says", "reads", "replace", "every", "each", "all", "correct", "change", "fix", "word"})
_RIGHT_AFTER = frozenset({"with", "by", "to", "into"})
_WRITES = frozenset(
    {"put", "add", "insert", "append", "note", "called", "named", "in", "into", "search", "for", "find"}
)


def spelt(text: str, lexicon: Lexicon, is_application: Callable[[str], bool]) -> str:
    """With the words put right that orders are built of. Names with a capital, and what is quoted, stay."""
    phrase = tokenize(text, lexicon)
    if isinstance(phrase, UnclosedQuote):
        return text
    said: list[str] = []
    end = 0
    put_right = {second for first, second in pairwise(phrase.words) if first in _RIGHT_AFTER}
    for at, token in enumerate(phrase.tokens):
        if token.kind is not Kind.WORD:
            continue
        written = text[token.start : token.end]
        begins = at == 0 or phrase.tokens[at - 1].word in _ENDS
        before = phrase.tokens[at - 1].word if at else ""
        kept = is_application(token.word) or not written[1:].islower()
        meant = None if kept else lexicon.meant_by(token.word, before)
        if meant in put_right and before in _WRONG_AFTER:
            continue  # "replace teh with the"
        named = written[0].isupper() and not (begins and meant is not None and lexicon.begins_orders(meant))
        if meant is not None and not named:
            said.extend((text[end : token.start], meant))
            end = token.end
    return "".join((*said, text[end:]))


def with_desktop_as_folder(text: str, lexicon: Lexicon) -> str:
    """Files lie in the folder Desktop, as in any other.

    >>> from app.words import load_lexicon
    >>> with_desktop_as_folder("Save it as door.txt on the Desktop", load_lexicon())
    'Save it as door.txt in my Desktop'
    >>> with_desktop_as_folder("Double-click the bin on the desktop", load_lexicon())
    'Double-click the bin on the desktop'
    """
    phrase = tokenize(text, lexicon) if "desktop" in text.lower() else None
    if phrase is None or isinstance(phrase, UnclosedQuote):
        return text
    files = (lexicon.words(WordClass.FILE_NOUN), lexicon.words(WordClass.FOLDER_NOUN))
    named = lexicon.names_a_file(phrase.words)
    if not named and not any(phrase.find(table) for table in files):
        return text
    for at in range(len(phrase) - 3, -1, -1):
        on, whose, desk = phrase.words[at : at + 3]
        if on in ("on", "onto") and whose in ("the", "my", "our", "your") and desk == "desktop":
            text = f"{text[: phrase.tokens[at].start]}in my Desktop{text[phrase.tokens[at + 2].end :]}"
    return text


def with_stops(text: str, lexicon: Lexicon) -> str:
    """With a full stop after a quotation that ends in one itself, where the next sentence begins with its order.

    >>> from app.words import load_lexicon
    >>> with_stops('Type "See you." Then click Send', load_lexicon())
    'Type "See you.". Then click Send'
    """
    phrase = tokenize(text, lexicon)
    if isinstance(phrase, UnclosedQuote) or len(phrase) > LONGEST:
        return text
    stops: list[int] = []
    for at in range(1, len(phrase) - 2):
        token, after = phrase.tokens[at], phrase.part(at + 1)
        begins = after.is_capitalised(0) and (
            lexicon.begins_orders(after.words[0]) or after.begins(lexicon.words(WordClass.LEAD_IN)) > 0
        )
        if token.kind is Kind.QUOTED and token.content[-1:] in (".", "!", "?") and begins:
            stops.append(token.end)
    for end in reversed(stops):
        text = f"{text[:end]}.{text[end:]}"
    return text


def smoothed(text: str, lexicon: Lexicon) -> str:
    """With small words said shortly, and without what asks politely amid an order.

    >>> from app.words import load_lexicon
    >>> smoothed('Close please the window that has the name "Chat"', load_lexicon())
    'Close the window called "Chat"'
    """
    phrase = tokenize(text, lexicon)
    if isinstance(phrase, UnclosedQuote) or len(phrase) > LONGEST:
        return text
    pieces: list[str] = []
    start = at = 0
    while at < len(phrase):
        found = lexicon.smooth.at(phrase.words, at) if phrase.tokens[at].kind is Kind.WORD else None
        begins = at == 0 or phrase.words[at - 1] in _ENDS
        if found is not None and (not phrase.is_capitalised(at) or (begins and found.length > 1)):
            pieces += (text[start : phrase.tokens[at].start], found.value)
            at += found.length
            start = phrase.tokens[at - 1].end
        elif length := _between_commas(phrase, at, lexicon):
            pieces += (text[start : phrase.tokens[at].start], ", ")
            at += length
            start = phrase.tokens[at].start
        elif _asks_amid(phrase, at):
            pieces.append(text[start : phrase.tokens[at].start])
            at += 1
            start = phrase.tokens[at].start
        else:
            at += 1
    return "".join((*pieces, text[start:]))


def _between_commas(phrase: Phrase, at: int, lexicon: Lexicon) -> int:
    """ ", if you would,": how many tokens; 0: none."""
    found = lexicon.words(WordClass.COURTESY).at(phrase.words, at + 1) if phrase.words[at] == "," and at else None
    end = at + 1 + found.length if found is not None else len(phrase)
    return end + 1 - at if end < len(phrase) - 1 and phrase.words[end] == "," else 0


def _asks_amid(phrase: Phrase, at: int) -> bool:
    """ "please" behind the first word of an order and before the rest: no part of what is to be written."""
    if phrase.words[at] not in ("please", "kindly") or phrase.is_capitalised(at) or not 0 < at < len(phrase) - 1:
        return False
    before, after = phrase.tokens[at - 1], phrase.tokens[at + 1]
    held = before.word in _HOLDS | _WRITES and not phrase.has_quote()
    return before.kind is Kind.WORD and after.kind not in (Kind.MARK, Kind.BREAK) and not held


def without_courtesy(text: str, lexicon: Lexicon) -> str:
    """Each sentence without what it begins and ends with and that asks for nothing ("right, ...", "... when you can").

    >>> from app.words import load_lexicon
    >>> without_courtesy("Right, click Save when you get a moment, thanks. Then close it, will you?", load_lexicon())
    'click Save. Then close it?'
    """
    phrase = tokenize(text, lexicon)
    if isinstance(phrase, UnclosedQuote) or not 0 < len(phrase.trimmed()) <= LONGEST:
        return text
    kept: list[tuple[int, int]] = []
    for sentence in _sentences(phrase):
        bare = _without_end(_without_start(_without_asking(sentence), lexicon), lexicon)
        whole = bare if len(bare) else sentence
        kept.append((whole.tokens[0].start, whole.last_end))
    spans = [text[start:end] for start, end in kept]
    between = [text[end:start] for (_, end), (start, _) in pairwise(kept)]
    gaps = ["".join(sign for sign in gap if sign in ".!?;\n")[:1] + " " for gap in between]
    return "".join(piece for pair in zip(spans, (*gaps, ""), strict=True) for piece in pair) + _last_mark(text)


def _last_mark(text: str) -> str:
    return text.rstrip()[-1:] if text.rstrip().endswith(("?", "!", ".")) else ""


def _sentences(phrase: Phrase) -> list[Phrase]:
    found: list[Phrase] = []
    start = 0
    for at, token in enumerate(phrase.tokens):
        if token.kind in (Kind.MARK, Kind.BREAK) and token.word in _ENDS:
            found.append(phrase.part(start, at))
            start = at + 1
    found.append(phrase.part(start))
    return [one for one in found if len(one)]


def _without_asking(sentence: Phrase) -> Phrase:
    """Without ", ok" before a question mark."""
    asks = sentence.source[sentence.last_end :].lstrip().startswith("?") and sentence.words[-2:-1] == (",",)
    return sentence.part(0, -2) if asks and sentence.words[-1] in _AGREED and len(sentence) > 2 else sentence


def _without_start(sentence: Phrase, lexicon: Lexicon) -> Phrase:
    while length := sentence.begins(lexicon.words(WordClass.OPENING)):
        rest = sentence.part(length)
        if not len(rest) or rest.words[0] not in _PAUSES:
            return sentence
        sentence = rest.part(1)
    return sentence


def _without_end(sentence: Phrase, lexicon: Lexicon) -> Phrase:
    while length := sentence.ends(lexicon.words(WordClass.COURTESY)):
        rest = sentence.part(0, len(sentence) - length)
        if sentence.is_joined(len(rest)):
            return sentence
        while len(rest) and rest.words[-1] in _PAUSES and rest.words[-1] != ":":
            rest = rest.part(0, -1)
        if not len(rest) or rest.words[-1] in _HOLDS:
            return sentence
        sentence = rest
    return sentence
