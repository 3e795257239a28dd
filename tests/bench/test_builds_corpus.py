"""What could be wrong quietly in the benchmark of builds: generators that don't get the same work, and figures that don't say what they seem to."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from bench.builds import words
from bench.builds.corpus import FORMS, articles, make
from bench.builds.measure import Failed, run, snapshot, written
from bench.builds.peers import OUR_BUILD, ROOT, environment, furnish, generators
from bench.builds.sites import Site
from bench.builds.table import tables

COUNT, PHOTOS_EVERY = 40, 4
TITLE = re.compile(r'^title: "?(.*?)"?$', re.MULTILINE | re.IGNORECASE)
LINK = re.compile(r"(?<!!)\[[^\]]*\]\((/[^)]+)\)")
PHOTO = re.compile(r"!\[[^\]]*\]\(([^)]+)\)")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    make(folder, COUNT, list(FORMS), PHOTOS_EVERY)
    return folder


def texts(corpus: Path, name: str) -> list[str]:
    """Return the articles of one form, the newest first."""
    return [(corpus / name / FORMS[name].path(each)).read_text("utf-8") for each in articles(COUNT)]


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", FORMS)
def test_every_generator_gets_the_same_articles(corpus: Path, name: str) -> None:
    ours, theirs = texts(corpus, "ours"), texts(corpus, name)
    assert len(set(theirs)) == COUNT
    for field in (TITLE, re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)")):
        assert [field.findall(text)[0] for text in theirs] == [field.findall(text)[0] for text in ours]
    for pattern in (LINK, PHOTO, re.compile(r"^## ", re.MULTILINE)):
        assert [len(pattern.findall(text)) for text in theirs] == [len(pattern.findall(text)) for text in ours]


@pytest.mark.parametrize("name", FORMS)
def test_links_and_photos_lead_somewhere(corpus: Path, name: str) -> None:
    form = FORMS[name]
    addresses = {form.address(each) for each in articles(COUNT)}
    links = {link for text in texts(corpus, name) for link in LINK.findall(text)}
    assert links
    assert links <= addresses
    for article, text in zip(articles(COUNT), texts(corpus, name), strict=True):
        folder = (corpus / name / form.path(article)).parent
        photos = PHOTO.findall(text)
        assert bool(photos) == (article.number % PHOTOS_EVERY == 0)
        for photo in photos:
            path = corpus / name / form.images / Path(photo).name if form.images else folder / photo
            assert path.read_bytes() == (corpus / "images" / Path(photo).name).read_bytes()


def test_the_same_arguments_give_the_same_bytes(corpus: Path, tmp_path: Path) -> None:
    make(tmp_path, COUNT, ["ours"], PHOTOS_EVERY)
    assert tree(tmp_path / "ours") == tree(corpus / "ours")


def test_a_half_written_corpus_is_written_again(corpus: Path, tmp_path: Path) -> None:
    make(tmp_path, COUNT, ["ours"], PHOTOS_EVERY)
    (tmp_path / "ours" / "corpus.json").unlink()
    article = tmp_path / "ours" / FORMS["ours"].path(articles(COUNT)[0])
    article.rename(article.with_name("of-another-corpus.md"))
    make(tmp_path, COUNT, ["ours"], PHOTOS_EVERY)
    assert tree(tmp_path / "ours") == tree(corpus / "ours")


@pytest.mark.parametrize("name", ["ours", "hugo", "eleventy", "pelican"])
def test_what_was_edited_and_added_is_put_back(corpus: Path, name: str) -> None:
    generator = generators()[name]
    site = Site(name, generator, corpus / generator.source, COUNT, 60)
    before = tree(site.folder)
    marks = [site.edit(), site.edit()]
    addresses = [site.add(0), site.add(1)]
    assert len(set(marks)) == len(set(addresses)) == 2
    assert len(tree(site.folder)) > len(before)
    site.reset()
    assert tree(site.folder) == before


def test_our_build_of_it_has_nothing_to_report(tmp_path: Path) -> None:
    """Findings would be printed in every round and cost time; a page missing would save some."""
    ours = generators()["ours"]
    make(tmp_path, 12, ["ours"], 12)
    site = Site("ours", ours, tmp_path / "ours", 12, 300)
    furnish(site.folder, ours, ROOT)
    done = subprocess.run(
        OUR_BUILD, cwd=site.folder, env=environment(ours), capture_output=True, text=True, timeout=300
    )
    assert (done.returncode, done.stderr) == (0, "")
    for article in articles(12):
        site.check_added(ours.form.address(article))
    for category in words.CATEGORIES:
        assert category in (site.output / "chuyen-muc" / "index.html").read_text("utf-8")


def test_a_file_written_again_counts_with_the_same_content_too(tmp_path: Path) -> None:
    kept, again = tmp_path / "kept", tmp_path / "again"
    kept.write_text("x")
    again.write_text("x")
    os.utime(again, (1, 1))
    before = snapshot(tmp_path)
    again.write_text("x")
    (tmp_path / "made").write_text("")
    assert sorted(Path(path).name for path in written(before, snapshot(tmp_path))) == ["again", "made"]


@pytest.mark.parametrize("command", [["false"], ["sleep", "60"]])
def test_a_build_that_fails_or_hangs_is_no_measurement(tmp_path: Path, command: list[str]) -> None:
    with pytest.raises(Failed):
        run(command, tmp_path, os.environ, 0.5)


def test_ratios_are_those_of_the_same_round() -> None:
    """The second round is ten times slower for both: the ratio is still two."""
    measured = [
        {"articles": 10, "generator": name, "case": "cold", "round": number, "wall": wall * slow, "files": 1, "html": 1}
        for number, slow in enumerate((1, 10, 2))
        for name, wall in (("ours", 1.0), ("hugo", 0.5))
    ]
    text = tables(measured, {"ours": "Ours", "hugo": "Hugo"})
    assert "| Ours | 2.00 s |" in text
    assert "| Hugo | 2.00 |" in text
