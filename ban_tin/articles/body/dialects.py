"""Signs of other dialects of Markdown: ``~~struck out~~``, ``==marked==``, ``H~2~O``, ``m^2^``, and every escape there is."""

from string import punctuation
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import SimpleTagInlineProcessor

#: Name, sign, element, pattern. No pattern looks past the next sign of its kind: their time grows with the text alone.
_SIGNS = (
    # None of CriticMarkup, {~~old~>new~~}, half of which holds.
    ("struck", "del", r"(?<!\{)(~~)(?=[^\s~])((?:[^~]|~(?!~))+)(?<=\S)~~(?!~)"),
    ("struck_once", "del", r"(?<![\w~])(~)(?=[^\s~])([^~\n]+)(?<=\S)~(?![\w~])"),
    ("marked", "mark", r"(?<![=\w])(==)(?=[^\s=])([^=\n]+)(?<=\S)==(?![=\w])"),
    # Short and behind a letter: 8~10 and 2^10 are numbers.
    ("subscript", "sub", r"(?<=[A-Za-z)\]])(~)(?!~)([\w+-]{1,12})~(?!~)"),
    ("superscript", "sup", r"(\^)(?=[^\s^]*[^\W_])([^\s^\[\]]{1,12})\^"),
)
#: The patterns that match only in a text with a sign in it, as ``ban_tin.articles.body.words`` wants them.
PATTERNS = {"~": ("struck", "struck_once", "subscript"), "==": ("marked",), "^": ("superscript",)}


def add_dialects(md: Markdown) -> None:
    """Let ``md`` read the signs of other dialects. They may be nested in emphasis and links, and these in them."""
    for place, (name, tag, pattern) in enumerate(_SIGNS):
        md.inlinePatterns.register(SimpleTagInlineProcessor(pattern, tag), name, 65 - place)
    # Other programs put a backslash before any sign, as CommonMark has it.
    md.ESCAPED_CHARS.extend(sign for sign in punctuation if sign not in md.ESCAPED_CHARS)


def texts_with(root: Element, signs: tuple[str, ...]) -> list[str]:
    """Return the texts of a tree, code left out, in which one of ``signs`` is left."""
    found = []
    for element in root.iter():
        if element.tag not in {"code", "pre"} and element.text and any(sign in element.text for sign in signs):
            found.append(element.text)
        if element.tail and any(sign in element.tail for sign in signs):
            found.append(element.tail)
    return found
