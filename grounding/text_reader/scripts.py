"""The letters that the recogniser tells apart, and the script that each word is written in.

Latin, Greek and Cyrillic share shapes: "A", "Α" and "А" are one drawing. The network has one output for each drawing;
which letter is meant follows from the unmistakable letters of its word, else of its line, else it is Latin.
"""

import unicodedata

IDEOGRAPH = "\ue000"
"""Stands for a run of Chinese or Japanese: another recogniser's work."""
STRANGE = "\ue001"
"""Stands for a run of a script that nobody here reads (Arabic, Hebrew, Thai, Hangul and others)."""
PRIVATE_LOOKS = {
    "cyrillic": dict(zip("АВЕКМНОРСТХаеорсухІіЈјЅѕЁёЇї", "ABEKMHOPCTXaeopcyxIiJjSsËëÏï", strict=True)),
    "greek": dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοόνΪΫμ", "ABEZHIKMNOPTYXoóvÏŸµ", strict=True)),
}
"""Letters by the Latin letter that they look like."""
LATIN = (
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿŸ"
    "ĀāĂăĄąĆćĊċČčĎďĐđĒēĖėĘęĚěĞğĠġĢģĦħĪīĮįİıĶķĹĺĻļĽľŁłŃńŅņŇňŌōŐőŒœŔŕŘřŚśŞşŠšŢţŤťŪūŮůŰűŲųŴŵŶŷŹźŻżŽžȘșȚțẞ"
)
GREEK = "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩαβγδεζηθικλμνξοπρσςτυφχψωΆΈΉΊΌΎΏάέήίόύώΪΫϊϋΐΰ"
CYRILLIC = "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдеёжзийклмнопрстуфхцчшщъыьэюяЄєІіЇїҐґЎўЂђЈјЉљЊњЋћЏџЅѕЃѓЌќ"
SIGNS = (
    "0123456789!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
    "¡¢£¤¥¦§¨©ª«¬®¯°±²³´µ¶·¸¹º»¼½¾¿×÷ƒ–—‘’‚“”„†‡•…‰‹›€₽₴₹™№−√∞≈≠≤≥∑∫∂πΩ∆"
    "←↑→↓↔↕⇧⌘⏎▲▼◀▶▸▾▴◂●○■□★☆✓✔✕✖✗◆"
)


def look_of(text: str) -> str:
    """The text as the network sees it: composed, one space for any, look-alikes as Latin letters.

    >>> look_of("Вход") == "Bxoд"
    True
    """
    text = unicodedata.normalize("NFC", text)
    return "".join(LOOKS.get(letter, letter) for letter in " ".join(text.split()))


LOOKS = {letter: look for looks in PRIVATE_LOOKS.values() for letter, look in looks.items()}
LOOKS |= {"\u2010": "-", "\u2011": "-", "\u2212": "−", "\u2126": "Ω", "\u0394": "∆", "ʼ": "’"}
MEANT = {script: {look: letter for letter, look in looks.items()} for script, looks in PRIVATE_LOOKS.items()}
MEANT["greek"]["∆"] = "Δ"
LETTERS = {"cyrillic": frozenset(CYRILLIC) - LOOKS.keys(), "greek": frozenset(GREEK) - LOOKS.keys() - set("πΩ")}
LETTERS["latin"] = frozenset(LATIN) - {look for looks in MEANT.values() for look in looks}
DIGITS = str.maketrans("OolI", "0011")
ALPHABETS = frozenset(LATIN + GREEK + CYRILLIC)
CHARACTERS = tuple(sorted({LOOKS.get(letter, letter) for letter in LATIN + GREEK + CYRILLIC + SIGNS}))


def script_of(text: str) -> str:
    """latin, greek or cyrillic: that of most of the letters that belong to one alone; empty when there are none."""
    counts = {script: sum(letter in letters for letter in text) for script, letters in LETTERS.items()}
    best = max(counts, key=lambda script: counts[script])
    return best if counts[best] else ""


def meant_by(look: str) -> str:
    """The text that a line's look stands for.

    >>> meant_by("Cпacибo, Google") == "Спасибо, Google"
    True
    """
    line_script = script_of(look)
    words: list[str] = []
    for word in look.split(" "):
        meant = MEANT.get(script_of(word) or line_script, {})
        words.append(as_number("".join(meant.get(letter, letter) for letter in word)))
    return " ".join(words)


def as_number(word: str) -> str:
    """Among digits alone, O is a zero and l, I a one, but for a last l: that may be a unit.

    >>> as_number("l.234,5O"), as_number("20l"), as_number("O2"), as_number("x0"), as_number("Oil")
    ('1.234,50', '20l', '02', 'x0', 'Oil')
    """
    others = [letter for letter in word if letter not in "OolI"]
    if not any(letter.isdigit() for letter in others) or any(letter.isalpha() for letter in others):
        return word
    last = "" if word[-1] != "l" else "l"
    return word.removesuffix(last).translate(DIGITS) + last


def is_read(letter: str) -> bool:
    """Whether some recogniser here knows the letter: our three alphabets, Chinese and Japanese.

    >>> [is_read(letter) for letter in "ßЖω文あنक한"]
    [True, True, True, True, True, False, False, False]
    """
    return letter in ALPHABETS or "\u3040" <= letter <= "\u30ff" or "\u4e00" <= letter <= "\u9fff"
