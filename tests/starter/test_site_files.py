"""Whatever people answer, the files of their site say it and nothing else, and can be read."""

import re
from pathlib import Path
from tempfile import TemporaryDirectory

import markdown as python_markdown
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from ban_tin.articles.body.convert import EXTENSIONS
from ban_tin.articles.front_matter.check import check_fields
from ban_tin.articles.front_matter.parse import parse_source
from ban_tin.findings import Findings
from ban_tin.site.facts import SiteFacts
from ban_tin.site.load import load_facts
from ban_tin.site.project import SOURCE_FOLDERS
from ban_tin.starter.bodies import BODIES, COLOURS, OTHER
from ban_tin.starter.questions import QUESTIONS, base_url, find_problem, kind_line, read_answer
from ban_tin.starter.quoting import markdown, quote, tidy
from ban_tin.starter.site_files import make_files, make_texts
from tests.starter.sites import NOW, SITES, answers
from tests.theme.test_tokens import contrast, tokens

#: What means something in TOML, YAML, Markdown, HTML or a template.
SIGNS = "\"'\\`*_{}[]()<>&#|;:,-+.!$~^=%@/?\n\t\r\v\u2028\u00a0"
TYPED = st.text(st.one_of(st.sampled_from(SIGNS), st.sampled_from("aĐệ1 "), st.characters()), max_size=40)


def load(text: str) -> tuple[SiteFacts | None, Findings]:
    findings = Findings()
    with TemporaryDirectory() as folder:
        path = Path(folder, "site.toml")
        path.write_bytes(text.encode())
        return load_facts(path, "site.toml", findings), findings


@example({"name": "a&#8232;b", "short_name": "a&#x1F600;b"}, "vi")
@example({"name": '\\"', "address": "\\", "responsible_role": "$name ${name} {name}"}, "en")
@example({"name": "Tru\u031bo\u031b\u0300ng"}, "vi")
@example({"kind": "4", "name": "a, b", "governing_body": "‘c’ # d"}, "vi")
@given(
    st.dictionaries(st.sampled_from([name for name in QUESTIONS if name != "language"]), TYPED),
    st.sampled_from(["vi", "en"]),
)
def test_answers_that_are_accepted_are_read_back_from_the_site(typed: dict[str, str], language: str) -> None:
    known = answers(language=language)
    for name, text in typed.items():
        answer = read_answer(name, text, known)
        if not find_problem(name, answer, str):
            known[name] = answer
    texts = make_texts(known, NOW)
    facts, findings = load(texts["site.toml"])
    assert findings.sorted() == []
    assert facts is not None
    department = {name: getattr(facts.department, name) for name in QUESTIONS if hasattr(facts.department, name)}
    assert department == {name: known[name] for name in department} | {"kind": kind_line(known)}
    assert (facts.base_url, facts.language) == (base_url(known["domain"]), language)
    for path, text in texts.items():
        if path.endswith(".md") and path != "README.md":
            source = parse_source(text, path, findings)
            assert source is not None, findings.sorted()
            page = path.startswith(SOURCE_FOLDERS[language][1])
            front = check_fields(source, path, NOW.tzinfo or NOW.astimezone().tzinfo, page, findings)  # type: ignore[arg-type]
            long = {each.kind for each in findings.sorted()}
            assert front is not None, long
            assert long == set()


@example("\\\\ *a* _b_ `c` [d](e) <b> &amp; &#65; ![f](g) {.h} | ~ ^")
@given(TYPED)
def test_a_text_in_markdown_is_read_as_it_was_typed(text: str) -> None:
    text = tidy(text)
    assume(not find_problem("name", text, str))
    html = python_markdown.markdown(f"a **x{markdown(text)}x** b | c", extensions=list(EXTENSIONS))
    body = LexborHTMLParser(html).body
    assert body is not None
    (strong,) = body.css("strong")
    assert strong.text() == f"x{text}x"
    assert strong.css("*") == [strong]


@given(TYPED)
def test_a_quoted_text_is_one_line(text: str) -> None:
    assert len(quote(text).splitlines()) == 1


@pytest.mark.parametrize("site", SITES)
def test_a_new_site_has_the_files_that_its_readme_names(site: str) -> None:
    known = answers(**SITES[site])
    files = make_files(known, NOW)
    articles, pages = SOURCE_FOLDERS[known["language"]]
    assert {path.split("/")[0] for path in files} == {".gitignore", "README.md", "site.toml", articles, pages}
    assert f"`{articles}/`" in files["README.md"].decode()
    assert f"`{pages}/`" in files["README.md"].decode()
    assert sum(path.endswith(".jpg") for path in files) == 3
    assert sum(len(content) for content in files.values()) < 300_000


@pytest.mark.parametrize("site", SITES)
def test_no_file_speaks_of_the_demonstration(site: str) -> None:
    for path, content in make_files(answers(**SITES[site]), NOW).items():
        if not path.endswith(".jpg"):
            text = content.decode().lower()
            assert [word for word in ("lam giang", "lamgiang", "trần minh khôi", "bến lam") if word in text] == [], path


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_key_has_a_remark_in_the_language_of_the_site(language: str) -> None:
    lines = make_texts(answers(language=language), NOW)["site.toml"].split("\n[[")[0].splitlines()
    for number, line in enumerate(lines):
        if re.match(r"\w+ = ", line):
            assert lines[number - 1].startswith("# "), line
    assert any("ngữ" in line for line in lines if line.startswith("#")) == (language == "vi")


def test_an_english_site_has_no_vietnamese_page() -> None:
    texts = make_texts(answers(**SITES["biology"]), NOW)
    words = {
        path: [word for word in text.split() if word in {"và", "của", "trang", "được"}] for path, text in texts.items()
    }
    assert {path: found for path, found in words.items() if found} == {}


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("ground", ["--paper", "--raised"])
def test_the_colours_of_categories_stand_out(mode: str, ground: str) -> None:
    paper = tokens(mode)[ground]
    assert [pair for pair in COLOURS if contrast(pair[mode == "dark"], paper) < 3] == []


def test_every_kind_of_body_has_notices_and_documents() -> None:
    for body in (*BODIES, OTHER):
        assert sorted(filter(None, (section.role for section in body.sections))) == ["documents", "notices"]
