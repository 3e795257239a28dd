"""Markdown with the captions and without, and what a page shows of it."""

from bs4 import BeautifulSoup
from markdown import Markdown

from ban_tin.articles.body.convert import EXTENSIONS
from ban_tin.articles.captions import CaptionExtension

Finding = tuple[str, str, dict[str, str]]


def convert_with_findings(text: str, credit: str = "") -> tuple[str, list[Finding]]:
    """Return the HTML and the findings: kind, address of the image, values."""
    found: list[Finding] = []
    extension = CaptionExtension(report=lambda kind, src, **values: found.append((kind, src, values)))
    extension.credit = credit
    return Markdown(extensions=[*EXTENSIONS, extension], output_format="html").convert(text), found


def convert(text: str, credit: str = "") -> tuple[str, list[str]]:
    """Return the HTML and the kinds of findings."""
    html, found = convert_with_findings(text, credit)
    return html, [kind for kind, _, _ in found]


def plain(text: str) -> str:
    """Return what Python-Markdown alone makes of ``text``."""
    return Markdown(extensions=[*EXTENSIONS], output_format="html").convert(text)


def outline(html: str) -> list[str]:
    """Return figures as ``[images | caption]`` and paragraphs as their text, in order."""
    parts = []
    for element in BeautifulSoup(html, "html.parser").find_all(["figure", "p"]):
        captions = [element] if element.name == "p" else element.find_all("figcaption")
        text = " ".join(" ".join(caption.get_text().split()) for caption in captions)
        if element.name == "p":
            parts.append(text)
        elif element.find_parent("figure") is None:
            images = " ".join(str(image["src"]).removesuffix(".jpg") for image in element.find_all("img"))
            parts.append(f"[{images} | {text}]")
    return parts
