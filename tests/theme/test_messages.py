"""The catalogues hold what the code and the theme say: every message, nothing else, in both languages."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages import Catalog, Message
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po

from ban_tin.language.translations import LANGUAGES, LOCALE, translation
from tests.theme.fixtures import ROOT

#: Functions whose first argument is a message id.
MARKS = {"_", "N_", "gettext", "ngettext", "translate"}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}")

#: Languages with a catalogue: English is what the code says.
TRANSLATED = ("vi",)


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """What `make messages` finds."""
    target = tmp_path_factory.mktemp("messages") / "messages.pot"
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        arguments = ["-F", "theme/locale/babel.cfg", "-k", "N_", "-k", "translate", "--no-location", "-o", str(target)]
        CommandLineInterface().run(["pybabel", "-q", "extract", *arguments, "."])
    with target.open("rb") as source:
        return read_po(source)


def catalogue(lang: str) -> Catalog:
    with (LOCALE / f"{lang}.po").open("rb") as source:
        return read_po(source, locale=lang)


def ids(messages: Catalog) -> set[tuple[str, ...]]:
    return {texts(message.id) for message in messages if message.id}


def texts(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def translated(lang: str) -> list[Message]:
    return [message for message in catalogue(lang) if message.id]


@pytest.mark.parametrize("lang", TRANSLATED)
def test_a_catalogue_holds_exactly_the_messages_that_are_used(lang: str, extracted: Catalog) -> None:
    assert len(ids(extracted)) > 100
    assert {"missing": ids(extracted) - ids(catalogue(lang)), "left over": ids(catalogue(lang)) - ids(extracted)} == {
        "missing": set(),
        "left over": set(),
    }


def test_the_catalogues_are_those_of_the_languages() -> None:
    assert {path.stem for path in LOCALE.glob("*.po")} == set(TRANSLATED) == set(LANGUAGES) - {"en"}


@pytest.mark.parametrize("lang", TRANSLATED)
def test_every_message_is_translated_and_no_translation_is_a_guess(lang: str) -> None:
    forms = catalogue(lang).num_plurals
    assert [each.id for each in translated(lang) if not all(texts(each.string))] == []
    assert [each.id for each in translated(lang) if each.fuzzy] == []
    assert [each.id for each in translated(lang) if each.pluralizable and len(texts(each.string)) != forms] == []
    # What no template says any more is deleted, not kept as a comment.
    assert list(catalogue(lang).obsolete) == []


@pytest.mark.parametrize("lang", TRANSLATED)
def test_a_translation_has_the_placeholders_of_its_message(lang: str) -> None:
    wrong = {
        each.id: form
        for each in translated(lang)
        for form in texts(each.string)
        if set(PLACEHOLDER.findall(form)) != set(PLACEHOLDER.findall(texts(each.id)[-1]))
    }
    assert wrong == {}


@pytest.mark.parametrize("lang", TRANSLATED)
def test_a_translation_has_no_stray_space_or_markup(lang: str) -> None:
    forms = [form for each in translated(lang) for form in texts(each.string)]
    assert [form for form in forms if form != form.strip() or "  " in form or re.search(r"</?\w+[^>]*>", form)] == []


def test_vietnamese_is_in_composed_characters() -> None:
    """A search and a comparison would not find the same word in two encodings."""
    assert [
        form for each in translated("vi") for form in texts(each.string) if re.search("[\u0300-\u0323]", form)
    ] == []


@pytest.mark.parametrize(
    ("lang", "count", "text"), [("vi", 1, "1 bài"), ("vi", 2, "2 bài"), ("en", 1, "1 article"), ("en", 2, "2 articles")]
)
def test_a_count_takes_the_plural_of_its_language(lang: str, count: int, text: str) -> None:
    form = translation(lang).ngettext("%(count)s article", "%(count)s articles", count)
    assert form % {"count": count} == text


def test_a_language_without_a_catalogue_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        translation("fr")


def hidden_messages(source: str) -> Iterator[int]:
    """Yield the line of each message that the extractor can't read: an f-string, a sum, a formatted text."""
    for node in ast.walk(ast.parse(source)):
        # `text.translate(str.maketrans(…))` is no message: its argument is a call, of another name than format.
        if isinstance(node, ast.Call) and node.args and called(node.func) in MARKS:
            first = node.args[0]
            formatted = isinstance(first, ast.Call) and called(first.func) == "format"
            if formatted or isinstance(first, ast.JoinedStr | ast.BinOp):
                yield node.lineno


def called(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ('gettext(f"page {number}")', [1]),
        ('\nself.gettext("page {number}".format(number=1))', [2]),
        ('N_("page " + name)', [1]),
        ('gettext("page %d" % number)', [1]),
        ('gettext("page {number}").format(number=1)', []),
        ("translate(template)", []),
    ],
)
def test_a_message_that_the_extractor_cannot_read_is_found(source: str, lines: list[int]) -> None:
    assert list(hidden_messages(source)) == lines


@pytest.mark.parametrize(
    "path", sorted((ROOT / "ban_tin").rglob("*.py")), ids=lambda path: path.relative_to(ROOT).as_posix()
)
def test_no_module_hides_a_message_from_the_extractor(path: Path) -> None:
    assert list(hidden_messages(path.read_text(encoding="utf-8"))) == []


#: Text of the theme that is the same in every language: marks, arrows, the sizes of a letter, a language's own name.
UNTRANSLATED = {"A−", "A+", "English", "Tiếng Việt"}


@pytest.mark.parametrize(
    "path", sorted((ROOT / "theme").rglob("*.html")), ids=lambda path: path.relative_to(ROOT / "theme").as_posix()
)
def test_a_template_says_nothing_outside_the_catalogues(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    for hidden in (r"\{#.*?#\}", r"\{%-?\s*trans\b.*?endtrans\s*-?%\}", r"\{%.*?%\}", r"\{\{.*?\}\}"):
        source = re.sub(hidden, "", source, flags=re.DOTALL)
    said = {text.strip() for text in re.findall(r">([^<>]*)<", source, flags=re.DOTALL)}
    words = {text for text in said if re.search(r"\w{2}", text)}
    assert words - UNTRANSLATED == set()
