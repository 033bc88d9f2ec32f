"""What the person's own words name: the site, the file, the application, the data. Only these can spare a question."""

import re
from collections.abc import Iterator
from typing import Final

from planner.safety.address import host_of
from planner.safety.effect import Effect, Trigger
from planner.safety.fact import Fact
from planner.safety.folding import folded
from planner.safety.kinds import Kind
from planner.safety.sensitive import secret_names
from planner.safety.situation import Situation

_HOSTS: Final = re.compile(
    r"(?:https?://|(?<![\w./\\-]))((?:[\w-]+\.)+(?!(?:pdf|txt|docx?|xlsx?|pptx?|csv|tsv|png|jpe?g|gif|svg|md|py|html?|json|"
    r"xml|zip|tar|gz|od[tsp]|toml|ya?ml|log|mp[34]|ini|conf|sh|exe)\b)[a-z]{2,}|localhost|\d{1,3}(?:\.\d{1,3}){3})\b",
    re.IGNORECASE,
)
_QUOTED: Final = re.compile(r"[\"“]([^\"“”]+)[\"”]")
_INTO: Final = re.compile(
    r"\b(?:log ?(?:in|on)|sign ?in|login)\s+(?:in)?(?:to|on|at)\s+(?:the |my |our )?([\w.-]{3,})"
    r"|\b(?:bei|auf)\s+(?:der |dem |meinem )?([\w.-]{3,})\s+(?:\S+\s+){0,4}?(?:anmelden|einloggen|an|ein)\b",
    re.IGNORECASE,
)
_NO_NAMES: Final = frozenset(
    (
        *(
            "site",
            "page",
            "website",
            "account",
            "app",
            "portal",
            "form",
            "server",
            "system",
            "forum",
            "shop",
            "mail",
            "mailbox",
        ),
        *(
            "intranet",
            "company",
            "bank",
            "store",
            "web",
            "application",
            "service",
            "demo",
            "test",
            "this",
            "that",
            "it",
            "with",
        ),
        *(
            "seite",
            "webseite",
            "konto",
            "anwendung",
            "dienst",
            "as",
            "using",
            "and",
            "home",
            "work",
            "office",
            "crm",
            "wiki",
        ),
    )
)
_LOOPBACK: Final = re.compile(r"^(?:localhost|127\.\d+\.\d+\.\d+|::1|0\.0\.0\.0)$")


def named_facts(situation: Situation) -> Iterator[Fact]:
    """What the person's own words name."""
    effect = situation.effect
    said = effect.instruction.casefold()
    typed = effect.typed.strip()
    if typed and not secret_names(typed) and (typed.casefold() in said or folded(typed) in folded(said)):
        yield Fact.TYPED_NAMED
        yield Fact.DATA_NAMED
    names = secret_names(effect.typed)
    if names and all(re.search(rf"(?<!\w){re.escape(name.casefold())}(?!\w)", said) for name in names):
        yield Fact.SECRET_NAMED
        yield Fact.DATA_NAMED
    if situation.ordered(("data_words",)):
        yield Fact.DATA_NAMED
    address = (
        effect.label if effect.operation == "open_address" else typed if is_address_entry(situation) else effect.site
    )
    host = host_of(address)
    if host and _host_is_named(host, said):
        yield Fact.HOST_NAMED
        yield Fact.HOST_AS_NAMED
    elif not _names_another(host, effect):
        yield Fact.HOST_AS_NAMED
    if effect.label and _stands_in(re.split(r"[\\/]", effect.label.rstrip("/\\"))[-1].casefold(), said):
        yield Fact.FILE_NAMED
    if effect.operation == "open_app":
        wanted = {word for word in folded(effect.label).split() if len(word) > 1}
        if wanted & set(folded(said).split()) or folded(effect.label).replace(" ", "") in folded(said).replace(" ", ""):
            yield Fact.APP_NAMED
    if situation.ordered(("takes_handing_in",)) and all(_is_named(line, effect.instruction) for line in effect.form):
        yield Fact.FORM_AS_ORDERED


def _is_named(line: str, instruction: str) -> bool:
    """Whether what stands in a field, or the box that is ticked, is what the words say, or begins or ends as they quote
    it.

    >>> _is_named("Land: Taiwan", 'one that starts with "Ta"'), _is_named("Land: Peru", 'one that starts with "Ta"')
    (True, False)
    """
    value = folded(line.removeprefix("[x] ") if line.startswith("[x] ") else line.partition(": ")[2])
    quoted = [folded(part) for part in _QUOTED.findall(instruction)]
    begun = any(part and (value.startswith(part) or value.endswith(part)) for part in quoted)
    return bool(value) and (begun or f" {value} " in f" {folded(instruction)} ")


def _names_another(host: str, effect: Effect) -> bool:
    """Whether the words name a site, and it is not this one."""
    if not host or _LOOPBACK.match(host):
        return bool(host and _HOSTS.search(effect.instruction))
    if _HOSTS.search(effect.instruction):
        return True
    named = {word.casefold() for found in _INTO.findall(effect.instruction) for word in found if word}
    return bool(named - _NO_NAMES) and not any(word in host for word in named)


def _stands_in(name: str, said: str) -> bool:
    """Whether a host or file name stands in the words, whole."""
    return bool(name) and re.search(rf"(?<![\w.-]){re.escape(name)}(?![\w-]|\.\w)", said) is not None


def _host_is_named(host: str, said: str) -> bool:
    """The host itself, or the one word of it that a person would say."""
    if _stands_in(host, said) or _stands_in(host.removeprefix("www."), said):
        return True
    parts = host.removeprefix("www.").split(".")
    if len(parts) < 2 or parts[-1].isdigit():
        return False
    short_endings = len(parts) > 2 and len(parts[-2]) <= 3 and len(parts[-1]) == 2
    word = parts[-3] if short_endings else parts[-2]
    return len(word) >= 3 and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", said) is not None


def is_address_entry(situation: Situation) -> bool:
    if situation.effect.trigger is not Trigger.TYPE or (situation.kind is not Kind.FIELD and situation.effect.role):
        return False
    return situation.vocabulary.any_in(("address_bar",), situation.label)
