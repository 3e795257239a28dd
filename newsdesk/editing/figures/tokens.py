"""Photos as they are typed: told from the text around them, and typed."""

import re
from dataclasses import replace

from ban_tin.articles.body.names import as_target, local_name
from newsdesk.editing.figures.values import ImageToken

_ALT = r"(?P<alt>(?:\\.|[^\[\]\\\n]|\[(?:\\.|[^\[\]\\\n])*\])*)"
_SRC = r"(?P<src><[^<>\n]+>|(?:[^()<>\n\"]|\([^()\n]*\))+?)"
_TITLE = r"""(?:[ \t]+"(?P<title>[^\n]*?)")?"""
_BRACES = r"(?P<braces>\{[^{}\n]*\})?"
_IMAGE = rf"!\[{_ALT}\]\({_SRC}{_TITLE}[ \t]*\){_BRACES}"
#: A photo, or one that is a link.
_TOKEN = re.compile(
    rf"(?P<before>\[)?{_IMAGE}(?P<behind>(?(before)\]\((?:[^()\n]|\([^()\n]*\))*\)(?:\{{[^{{}}\n]*\}})?))"
)
_CREDIT = re.compile(r"""(?<![\w-])credit[ ]*=[ ]*(?:["“”„]([^"“”„{}]*)["“”„]|['‘’]([^'‘’{}]*)['‘’]|([^\s{}"'“”]+))""")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!|<>-])")
#: What is put between the words of an attribute.
_QUOTES = re.compile(r'"([^"]*)"')


def image_tokens(line: str) -> list[ImageToken]:
    """Return the photos of a ``line`` that holds nothing else, ``[]`` for any other line."""
    found, place, text = [], 0, line.strip()
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None:
            return []
        found.append(_token(match))
        place = match.end()
        while place < len(text) and (text[place].isspace() or (text[place] == "\\" and place == len(text) - 1)):
            place += 1
    return found


def _token(match: re.Match[str]) -> ImageToken:
    attributes, credit = take_credit(match["braces"] or "")
    src = match["src"].strip()
    return ImageToken(
        match["alt"],
        src[1:-1] if src.startswith("<") else src,
        match["title"] or "",
        attributes,
        credit,
        match["before"] or "",
        match["behind"] or "",
        match[0],
    )


def take_credit(braces: str) -> tuple[str, str | None]:
    """Return what is in ``braces`` but the credit, and the credit, None for none."""
    inner = braces.strip()[1:-1].removeprefix(":") if braces else ""
    match = _CREDIT.search(inner)
    if match is None:
        return " ".join(inner.split()), None
    rest = inner[: match.start()] + inner[match.end() :]
    return " ".join(rest.split()), next(each for each in match.groups() if each is not None).strip()


def typed_image(token: ImageToken) -> str:
    """Return ``token`` as it is typed."""
    title = f' "{token.title}"' if token.title else ""
    attributes = [token.attributes] if token.attributes else []
    if token.credit:
        attributes.insert(0, f'credit="{plain_attribute(token.credit)}"')
    braces = f"{{{' '.join(attributes)}}}" if attributes else ""
    return f"{token.before}![{token.alt}]({token.src}{title}){braces}{token.behind}"


def new_image(file: str, alt: str, credit: str) -> ImageToken:
    """Return a photo that is typed for the first time."""
    return ImageToken(typed_alt(alt), as_target(file), "", "", credit or None, "", "", "")


def with_file(token: ImageToken, file: str) -> ImageToken:
    """Return ``token`` with another file."""
    return replace(token, src=as_target(file))


def file_of(token: ImageToken) -> str:
    """Return the name of its file."""
    return local_name(token.src)


def alt_of(token: ImageToken) -> str:
    """Return its alternative text without the backslashes that typing it takes."""
    return _ESCAPED.sub(r"\1", token.alt)


def typed_alt(alt: str) -> str:
    """Return an alternative text as it is typed between brackets."""
    return re.sub(r"([\\\[\]`*_<])", r"\\\1", " ".join(alt.split()))


def plain_attribute(text: str) -> str:
    """Return ``text`` as it can stand between quotes within braces."""
    text = " ".join(text.split()).replace("{", "(").replace("}", ")")
    return _QUOTES.sub(r"“\1”", text).replace('"', "”")
