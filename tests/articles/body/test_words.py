"""Words alone are passed over: the HTML stays that of Python-Markdown."""

import re
from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

from hypothesis import example, given
from hypothesis import strategies as st
from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor, SimpleTextInlineProcessor

from ban_tin.articles.body.convert import EXTENSIONS, BodyConverter
from ban_tin.articles.body.words import QuickInlineProcessor, WordsProcessor, pass_words
from tests.builders import STORE


def markdown(*more: Extension) -> Markdown:
    return Markdown(extensions=[*EXTENSIONS, *more], output_format="html")


def quick(*more: Extension) -> Markdown:
    md = markdown(*more)
    pass_words(md)
    return md


PLAIN, QUICK = markdown(), quick()

#: What begins, ends and interrupts Markdown's blocks and patterns.
PARTS = st.sampled_from(
    [
        "Hội nghị", "đ", "ß", "ª", "一", "a", "0", " ", "  ", "    ", "\t", "\n", "\n\n", "\n\n", "  \n", "# ", "## ", "===", "---", "- ", "* ",
        "1. ", "a) ", "> ", ": ", "| a | b |\n|---|---|\n| c | d |", "|", "`", "``", "*", "**", "_", "__", "[", "]", "(", ")", "![", "](", "[a](b)",
        "![a](b.jpg)", "[a]: b", "\n[a]: /x 'y'", "[^1]", "[^1]: chú", "*[HN]: Hội nghị", "HN", "<", ">", "<b>", "</b>", "<div markdown=1>", "</div>",
        "<!-- x -->", "<a@b.vn>", "<https://a.vn>", "&", "&amp;", "&nbsp;", "\\", "\\*", "\\_", "{: .x }", "{.x}", "!", ".", "\u00a0", "\u2028", "\u0301", "…",
    ]
)  # fmt: skip


@given(st.lists(PARTS, max_size=25).map("".join))
@example("Từ\n: nghĩa")
@example("- mục\n\n    Đoạn của mục\n\n- mục")
@example("- # Đầu\n  Đoạn")
@example("Đoạn  \nsau ngắt")
@example("**Đậm** và [liên *kết*](a_b) `mã`")
@example("<div markdown=1>\nChữ *nghiêng*\n\nĐoạn\n</div>")
@example("[^1]\n\n[^1]: Chú thích\n\n    Đoạn hai")
@example("Chữ HN\n\n*[HN]: Hội nghị")
def test_words_are_passed_over_without_a_trace(text: str) -> None:
    assert QUICK.reset().convert(text) == PLAIN.reset().convert(text)


class _Watched(InlineProcessor):
    """A pattern that matches nowhere, and notes where it was tried."""

    def __init__(self) -> None:
        super().__init__("")
        self.tried: list[str] = []

    def getCompiledRegExp(self) -> Any:
        return self

    def finditer(self, data: str, start: int) -> Iterator[re.Match[str]]:
        self.tried.append(data)
        return iter(())


def test_nothing_is_tried_on_words() -> None:
    md, watched = quick(), _Watched()
    md.inlinePatterns.register(watched, "em_strong", 60)
    table = md.parser.blockprocessors["table"]
    with patch.object(table, "test", wraps=table.test) as test:
        md.convert("Chỉ có chữ.\n\nChữ **đậm**.\n\n- Mục")
    assert watched.tried == ["Chữ **đậm**."]
    assert [call.args[1] for call in test.call_args_list] == ["- Mục", "Mục"]


class _Own(Extension):
    """Another extension, with a pattern and a block of its own."""

    def extendMarkdown(self, md: Markdown) -> None:
        md.inlinePatterns.register(SimpleTextInlineProcessor("(chữ)"), "own", 200)
        md.parser.blockprocessors.register(WordsProcessor(md.parser), "own", 200)


def test_nothing_is_passed_over_where_an_extension_may_want_it() -> None:
    md = quick(_Own())
    assert "words" not in md.parser.blockprocessors
    assert not isinstance(md.treeprocessors["inline"], QuickInlineProcessor)


class _Struck(Extension):
    """Another sign for the pattern of emphasis."""

    def extendMarkdown(self, md: Markdown) -> None:
        assert md.delimiters is not None
        md.delimiters.add("~", ",del", double=True)


def test_a_sign_that_nothing_is_known_of_is_looked_for_everywhere() -> None:
    assert quick(_Struck()).convert("Chữ ~~bỏ~~.") == markdown(_Struck()).convert("Chữ ~~bỏ~~.")
    assert not isinstance(quick(_Struck()).treeprocessors["inline"], QuickInlineProcessor)


def test_articles_are_converted_so() -> None:
    md = BodyConverter(STORE, "")._markdown
    assert "words" in md.parser.blockprocessors
    assert isinstance(md.treeprocessors["inline"], QuickInlineProcessor)
