"""What is said beside an order and asks for nothing: "This takes ages. Click Save.", "..., because I'm in a hurry".

Decision: a sentence is passed over only where it can neither order nor tell: it begins as one that speaks of someone or
something, holds no name, number or value that the orders do not hold too, demands and denies nothing, and the orders
point back to nothing in it but a thing that it names. What denies or wishes ("I never find it", "they want to see it")
is passed over `freely` alone: where the orders beside it are spelled out, so that nothing in it could bind them.
Everything else is left to what is told (`telling`).
"""

from collections.abc import Iterator

from planner.language.clauses import begins_order
from planner.language.lexicon import Lexicon, WordClass
from planner.language.telling.mentions import in_full
from planner.language.telling.topics import Topic
from planner.language.tokens import Kind, Phrase, Token, UnclosedQuote, tokenize, uncapitalised
from planner.language.verbs import without_lead_in

LONGEST = 22
MOST = 3
LEAST_STATED = 3
"""So many words of a statement about something without an article tell more than a value would."""
_OBJECTS = frozenset({"me", "us", "him", "them", "myself", "ourselves"})
_ENDS = frozenset({".", "!", "?", ":", "…", "\n", "-", ";"})
_EXPLAINED = frozenset({":", "-", "so", ","})
_LEADS_ON = frozenset(
    {"for", "of", "to", "with", "in", "type", "write", "say", "saying", "search", "enter", "is", "text"}
)
"""After a wish these bring the orders that fulfil it; after a full stop they would be orders beside it."""
_APART = frozenset({",", "and", "but", "then", "so", "because", "as", "-"})
_SO = (("so",), ("therefore",), ("hence",), ("thus",))
_BACK = frozenset(
    {"it", "its", "them", "their", "him", "his", "her", "he", "she", "they", "that", "this", "these", "those", "there"}
    | {"one", "ones"}
)
_SPANS = frozenset({"day", "week", "month", "year", "morning", "evening", "night", "time", "hour", "minute", "monday"})
_DETERMINING = frozenset(
    {"the", "my", "our", "your", "his", "her", "their", "this", "that", "these", "those", "another"}
)
_SPEAKING = frozenset({"i", "we", "he", "she", "they", "you", "it", "nobody", "everyone", "everybody", "somebody"})
_EACH = frozenset({"each", "every"})
_MANY = frozenset(
    {"these", "those", "all", "first", "second", "third", "last", "next", "other", "two", "three", "four"}
)


def without_asides(
    text: str, lexicon: Lexicon, *, freely: bool = False, named: bool = False, aims: bool = False
) -> str:
    """The orders alone; the text itself, where nothing in it is surely beside them. named: what they point back to is
    said in them. aims: what the speaker wants to do, which nothing could be made of by itself, is what they are for.

    >>> from app.words import load_lexicon
    >>> without_asides("This takes ages. Click Save.", load_lexicon())
    'Click Save.'
    >>> without_asides("Tim has left: delete his account", load_lexicon())
    'Tim has left: delete his account'
    >>> without_asides("I never find it. Click Save, so that I can go home.", load_lexicon(), freely=True)
    'Click Save'
    """
    phrase = tokenize(text, lexicon)
    if isinstance(phrase, UnclosedQuote):
        return text
    rest, said = phrase, list[Phrase]()
    for _ in range(MOST):
        found = next(_fronts(rest, lexicon, freely=freely, aims=aims), None)
        if found is None:
            break
        said.append(found[0])
        rest = found[1]
    alone = text
    if 0 < len(rest) < len(phrase):
        plain = text[rest.tokens[0].start :]
        meant = (_in_full(said, rest, lexicon) if named else _if_quoted(said, rest)) if points_back(rest) else plain
        if meant is None:
            return text
        alone = meant
    return _without_last(alone, lexicon, freely=freely)


def _fronts(phrase: Phrase, lexicon: Lexicon, *, freely: bool, aims: bool) -> Iterator[tuple[Phrase, Phrase]]:
    """What is said first and beside the orders, and the orders."""
    for at in range(1, min(len(phrase), LONGEST + 2)):
        link = link_at(phrase, at)
        if not link:
            continue
        before, after = phrase.part(0, at), phrase.part(at + link).trimmed()
        after = after.part(1).trimmed() if after.words[:1] in _SO else after
        leads = phrase.words[at - 1] not in _LEADS_ON and (aims or phrase.words[at] in _EXPLAINED)
        if len(after) and is_aside(before, after, lexicon, freely=freely, explained=leads):
            yield before, after
        if phrase.tokens[at].kind in (Kind.MARK, Kind.BREAK) and phrase.words[at] not in (",", "-"):
            return


def link_at(phrase: Phrase, at: int) -> int:
    """How many tokens end a sentence here, or go on with ", so"; 0: none."""
    if phrase.tokens[at].kind in (Kind.MARK, Kind.BREAK) and phrase.words[at] in _ENDS:
        return 1
    if phrase.words[at] == "so" and at > 1:
        return 1
    following = phrase.words[at + 1 : at + 2] if phrase.words[at] == "," else ()
    asks = following in (("please",), ("could",), ("can",), ("would",))
    return 2 if following == ("so",) else int(asks)


def _without_last(text: str, lexicon: Lexicon, *, freely: bool) -> str:
    phrase = tokenize(text, lexicon)
    if isinstance(phrase, UnclosedQuote):
        return text
    bare = phrase.trimmed()
    for at in range(len(bare) - 2, 0, -1):
        mark = bare.tokens[at].kind is not Kind.WORD and bare.words[at] in (".", "!", "\n", ";", "-", ",")
        link = lexicon.words(WordClass.WHY).at(bare.words, at)
        led = link is not None or (mark and (freely or bare.words[at] not in (",", "-")))
        why = bare.part(at + (link.length if link is not None else 1)) if led else bare.part(0, 0)
        sure = bare.words[at] in ("because", ".", "!", ";", "\n")
        sure = sure or (len(why) > 0 and _speaks(why) and (mark or _may_lead(bare, at)))
        orders = bare.part(0, at).trimmed() if sure and len(why) else why
        if sure and len(why) and len(orders) and is_aside(why, orders, lexicon, freely=freely, explained=True):
            end = at + 1 if mark and bare.words[at] in (".", "!", ";") else at
            return text[: bare.part(0, end).last_end].rstrip(" ,-")
        if bare.tokens[at].kind is Kind.QUOTED or (mark and bare.words[at] in (".", "!", "\n")):
            break
    return text


def is_aside(said: Phrase, orders: Phrase, lexicon: Lexicon, *, freely: bool, explained: bool) -> bool:
    bare = said.trimmed()
    bare = bare.without_start(lexicon.words(WordClass.OPENING)).trimmed()
    begun = bare.begins(lexicon.words(WordClass.ASIDE)) > 0 or (freely and _is_stated(bare, lexicon))
    if freely and not (orders_something(orders, lexicon) or _asks_in_the_passive(orders, lexicon)):
        return False
    if not 1 < len(bare) <= LONGEST or not begun or _labels(bare, lexicon) or _only_names(bare, lexicon):
        return False
    if not _holds_nothing_else(bare, orders, lexicon, freely=freely):
        return False
    if freely:
        points = points_back(orders) and any(_is_thing(token) for token in bare.tokens)
        if binds_surely(bare, lexicon) or wishes(bare, lexicon, explained=explained, points=points):
            return False
        if bare.find(lexicon.words(WordClass.DENYING)) is not None and denies_the_same(bare, orders, lexicon):
            return False
    elif bare.find(lexicon.words(WordClass.BINDING)) is not None:
        return False
    wished = explained and freely and bare.find(lexicon.words(WordClass.WISHING)) is not None
    starts = (*(() if wished else (0,)), *(at + 1 for at, word in enumerate(bare.words[:-1]) if word in _APART))
    return not any(orders_something(bare.part(at), lexicon) for at in starts)


def _holds_nothing_else(bare: Phrase, orders: Phrase, lexicon: Lexicon, *, freely: bool) -> bool:
    """Whether it has no name, number or quotation; freely: none but such as the orders have, or point back to."""
    things = 0
    for at, token in enumerate(bare.tokens):
        if token.kind is Kind.WORD:
            small = not any(sign.isdigit() for sign in token.word) and "." not in token.word[:-1]
            named = at > 0 and bare.is_capitalised(at) and not token.word.startswith("i")
            calendar = freely and lexicon.words(WordClass.CALENDAR).whole((token.word,)) is not None
            if (small and not named) or calendar:
                continue
        elif token.kind is Kind.MARK and token.word in (",", "…"):
            continue
        if not freely or token.kind not in (Kind.WORD, Kind.QUOTED):
            return False
        if _is_format(token.word, lexicon):
            continue
        if not _is_said(token.word or token.content.lower(), orders):
            things += 1
            if not _is_thing(token):
                return False
    return things <= 1 and (things == 0 or points_back(orders))


def _is_format(word: str, lexicon: Lexicon) -> bool:
    """ "JPG", "PDFs": a kind of file, and no one's name."""
    return bool(word) and not {word, word.removesuffix("s")}.isdisjoint(lexicon.file_endings)


def _is_thing(token: Token) -> bool:
    """A quotation, or a file's name."""
    dotted = "." in token.word[1:-1] and any(sign.isalpha() for sign in token.word)
    return token.kind is Kind.QUOTED or (token.kind is Kind.WORD and dotted)


def _asks_in_the_passive(orders: Phrase, lexicon: Lexicon) -> bool:
    """ "Save should be clicked"."""
    return orders.part(0, LONGEST).find(lexicon.telling.parts.modal, 1) is not None


def _is_stated(bare: Phrase, lexicon: Lexicon) -> bool:
    """ "Bread has got so expensive": of something, and more than a value."""
    parts = lexicon.telling.parts
    at = next((n for n in range(1, min(4, len(bare))) if parts.be.at(bare.words, n) or parts.have.at(bare.words, n)), 0)
    dated = lexicon.words(WordClass.NO_CLOCK).at(bare.words) is not None
    plain = at > 0 and not dated and bare.is_capitalised(0) and lexicon.verbs.at(bare.words) is None
    return plain and len(bare) >= at + LEAST_STATED


def _only_names(bare: Phrase, lexicon: Lexicon) -> bool:
    """ "the second row", "my other button": a thing, of which nothing is said."""
    bound = any(word in lexicon.telling.bound or word.endswith(("n't", "'s")) for word in bare.words[1:])
    bound = bound or not _OBJECTS.isdisjoint(bare.words[2:]) or _says_what_it_does(bare)
    return bare.words[0] in _DETERMINING and not bound


def _says_what_it_does(bare: Phrase) -> bool:
    """ "the tap drips again": after one thing, what it does or did."""
    several = not _MANY.isdisjoint(bare.words[:3])
    return not several and any(
        word.endswith(("s", "ed")) and not word.endswith(("ss", "us", "is")) and not bare.words[at].endswith("s")
        for at, word in enumerate(bare.words[2:4], start=1)
    )


def _may_lead(bare: Phrase, at: int) -> bool:
    """Whether a reason may begin with this word: "as it is" begins none, "..., as I need it" does."""
    return bare.words[at - 1] == "," or bare.words[at] in ("so", "cause", "cos", "'cause", "given", "seeing")


def _speaks(said: Phrase) -> bool:
    """Whether someone speaks of himself or another there."""
    return said.words[0].split("'")[0] in _SPEAKING


def _is_said(word: str, orders: Phrase) -> bool:
    return any(word in (token.word, token.content.lower()) for token in orders.tokens)


def binds_surely(bare: Phrase, lexicon: Lexicon) -> bool:
    table, idle = lexicon.words(WordClass.BINDING_SURELY), lexicon.words(WordClass.IDLE_MUST)
    at = 0
    while at < len(bare):
        harmless = idle.at(bare.words, at)
        if harmless is None and table.at(bare.words, at) is not None:
            span = bare.words[at] in _EACH and (at + 1 == len(bare) or bare.words[at + 1] in _SPANS)
            if not span:
                return True
        at += harmless.length if harmless is not None else 1
    return False


def wishes(bare: Phrase, lexicon: Lexicon, *, explained: bool, points: bool) -> bool:
    """Whether it may be an order of its own: "I want no mail", "I need the text editor", "she wants it closed".

    points: the orders are about the one thing that it names ("I don't need a.txt, so delete it").
    """
    wish = bare.find(lexicon.words(WordClass.WISHING))
    if points or wish is None or bare.find(lexicon.words(WordClass.IDLE_WISH)) is not None:
        return False
    own = bare.words[0].split("'")[0] in ("i", "we") or bare.words[0] == "it"
    to_do = bare.words[sum(wish) : sum(wish) + 1] == ("to",) or bare.words[sum(wish) - 1] == "to"
    denied = bare.find(lexicon.words(WordClass.DENYING)) is not None
    return not (explained and to_do if denied else explained if own else to_do)


def denies_the_same(bare: Phrase, orders: Phrase, lexicon: Lexicon) -> bool:
    """ "I don't want to send it yet. Click Send": what is denied is ordered."""
    deeds = (word for word in bare.words[1:] if lexicon.verbs.whole((word,)) or lexicon.deeds.whole((word,)))
    return any(word in orders.words or _is_said(word, orders) for word in deeds)


def orders_something(said: Phrase, lexicon: Lexicon) -> bool:
    depends = any(said.begins(lexicon.words(kind)) for kind in (WordClass.CONDITION, WordClass.WHEN))
    said = uncapitalised(said) if depends else said
    return begins_order(said, lexicon) or lexicon.deeds.at(without_lead_in(said, lexicon).words) is not None


def _labels(bare: Phrase, lexicon: Lexicon) -> bool:
    """ "the name is ...": what a field holds."""
    table = lexicon.words(WordClass.LABEL)
    ends = (at + found.length for at in range(len(bare)) if (found := table.at(bare.words, at)) is not None)
    return any(bare.words[end : end + 1] in (("is",), ("are",), ("was",), ("has",)) for end in ends)


def points_back(after: Phrase) -> bool:
    """Whether the first order after it is about something said before."""
    end = next((at for at, word in enumerate(after.words) if word in (",", "and", "then", ".", ";", "but")), len(after))
    return bool(_BACK & set(after.part(0, end).words))


def _if_quoted(said: list[Phrase], orders: Phrase) -> str | None:
    """What is done to what is quoted points back to nothing else."""
    if any(_is_thing(token) for phrase in said for token in phrase.tokens):
        return None
    first = orders.part(0, next((n for n, w in enumerate(orders.words) if w in (",", "and", "then")), len(orders)))
    return orders.source[orders.tokens[0].start :] if first.has_quote() else None


def _in_full(said: list[Phrase], orders: Phrase, lexicon: Lexicon) -> str | None:
    """The orders with the one thing that was named before them; None: it was not one."""
    tokens = [token for phrase in said for token in phrase.tokens]
    things = [token for token in tokens if _is_thing(token)]
    if len({token.content or token.word for token in things}) == 1:
        name = orders.source[things[0].start : things[0].end].rstrip(".,;:!?")
        return next(in_full(orders, Topic(whole=name, name=name, is_named=True), lexicon), None)
    kind = _kind_spoken_of(said, lexicon) if not things else None
    if kind is None or orders.index("one") is None:
        return None
    at = orders.index("one") or 0
    return f"{orders.part(0, at).text} {kind} {orders.part(at + 1).text}".strip()


def _kind_spoken_of(said: list[Phrase], lexicon: Lexicon) -> str | None:
    """ "window", after "there are far too many windows here"."""
    for phrase in said:
        for word in phrase.words:
            one = word.removesuffix("es") if word.endswith("xes") else word.removesuffix("s")
            if one != word and (lexicon.roles.whole((one,)) or lexicon.words(WordClass.WINDOW_NOUN).whole((one,))):
                return one
    return None


def names_nothing(part: Phrase, lexicon: Lexicon) -> bool:
    """Whether it has no name, number or day, which an order might be about, and says of nothing what it is not."""
    if part.find(lexicon.words(WordClass.DENYING)) is not None:
        return False
    plain = all(token.kind in (Kind.WORD, Kind.MARK) and not any(map(str.isdigit, token.word)) for token in part.tokens)
    return plain and not any(part.is_capitalised(at) and not part.words[at].startswith("i") for at in range(len(part)))
