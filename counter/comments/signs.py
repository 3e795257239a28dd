"""Signs of spam. They sort a comment, they never refuse it: a mistake costs the office a look into the other list."""

import re
from collections import OrderedDict
from collections.abc import Iterable
from unicodedata import normalize

import regex

from counter.comments.alike import Alike
from counter.comments.text import letters
from counter.http.limiter import Limiter

SUSPICIOUS = 3  # points
ENDINGS = "com|net|org|info|biz|xyz|top|vip|club|shop|online|site|ru|cn|io|me|vn|bet|win"
#: Within a word; whatever is sent, looking for it takes as long as the text is. What begins with a name is looked for by its ending.
LINK = re.compile(rf"https?:|www\.|(?<=[\w-])\.(?:{ENDINGS})\b", re.I)
WORD = re.compile(r"\S+")
#: A dot that is written so that no program should find it. Teachers mark online, “chấm online”: not every ending counts.
HIDDEN = re.compile(
    r"\w\s*[\[({]\s*(?:\.|dot|ch[aấ]m)\s*[\])}]\s*[a-z]{2}|\w\s(?:dot|ch[aấ]m)\s(?:com|net|org|info|xyz|vn)\b", re.I
)
UNSEEN = re.compile("[\xad\u200b-\u200f\u2060-\u2064]")
#: Letters of two alphabets in one word look like those of one.
MIXED = regex.compile(r"\p{Latin}[\p{Cyrillic}\p{Greek}]|[\p{Cyrillic}\p{Greek}]\p{Latin}")
MARKUP = re.compile(r"<\s*/?\s*[a-z!]|\[/?(?:url|link|img)\b|\]\(", re.I)
SHORT = 25  # letters: many people write “Cảm ơn nhà trường”
KEPT = 2**15  # texts that are remembered; a flood of others pushes them out
WEIGHTS = {
    "link": 1,
    "links": 4,
    "hidden": 3,
    "mixed": 3,
    "markup": 3,
    "linkname": 3,
    "copy": 3,
    "alike": 3,
    "common": 1,
    "capitals": 2,
    "trap": 5,
    "fast": 3,
    "often": 1,
    "flood": 3,
    "program": 5,
}


class Repeats:
    """How often a text came since the start, by its letters: the newest ``KEPT`` ones, as numbers under the process's own key."""

    def __init__(self) -> None:
        self.counts = OrderedDict[int, int]()

    def forget(self, text: str) -> None:
        """It came once less than was noted: it was not taken."""
        key = hash(_core(text))
        if self.counts.get(key, 0) > 1:
            self.counts[key] -= 1
        else:
            self.counts.pop(key, None)

    def note(self, text: str) -> int:
        """How often it had come before."""
        key = hash(_core(text))
        before = self.counts.pop(key, 0)
        self.counts[key] = before + 1
        if len(self.counts) > KEPT:
            self.counts.popitem(last=False)
        return before


def without_links(text: str) -> tuple[str, int]:
    """``text`` without its links, and how many it had: each from where its name begins to the next blank."""
    count = 0

    def without(word: re.Match[str]) -> str:
        nonlocal count
        found = LINK.search(word[0])
        if not found:
            return word[0]
        count += 1
        start = found.start()
        if found[0][0] == ".":
            while start and (word[0][start - 1].isalnum() or word[0][start - 1] in "_-."):
                start -= 1
        return word[0][:start] + " "

    return WORD.sub(without, text), count


def _core(text: str) -> str:
    return letters(text) or text


class Sorting:
    """Finds the signs of a comment, and remembers what it needs for the next one."""

    def __init__(self, now: float):
        self.repeats, self.alike = Repeats(), Alike()
        self.hourly = (Limiter(5, now, window=3600, width=2**14), Limiter(30, now, window=3600, width=2**14))

    def forget(self, text: str) -> None:
        """It was not taken: whoever sends it again copies nobody."""
        self.repeats.forget(text)
        self.alike.forget(without_links(text)[0])

    def signs(self, text: str, name: str, address: bytes, now: float) -> set[str]:
        """What can be seen in the text, and in who sends how much."""
        found = set[str]()
        plain = UNSEEN.sub("", normalize("NFKC", text))  # wide letters and what parts them unseen hide nothing
        links = without_links(plain)[1]
        if links:
            found.add("link" if links == 1 else "links")
        if HIDDEN.search(plain):
            found.add("hidden")
        if MIXED.search(plain) or MIXED.search(name):
            found.add("mixed")
        if MARKUP.search(text):
            found.add("markup")
        if LINK.search(name) or MARKUP.search(name):
            found.add("linkname")
        core = letters(text)
        before = self.repeats.note(text)
        if before:
            found.add("copy" if len(core) >= SHORT or before >= 9 else "common")
        if self.alike.note(without_links(text)[0]):  # to the same place many may send
            found.add("alike")
        cased = [letter for letter in text if letter.isupper() or letter.islower()]
        if len(cased) >= 20 and sum(map(str.isupper, cased)) > 0.7 * len(cased):
            found.add("capitals")
        often, flood = (bool(each.retry_after(address, now)) for each in self.hourly)
        if often:
            found.add("flood" if flood else "often")
        return found


def is_suspect(signs: Iterable[str]) -> bool:
    return sum(map(WEIGHTS.__getitem__, signs)) >= SUSPICIOUS
