"""What could be wrong quietly in the benchmark of the search: peers that don't get the same words, text that flatters an index."""

from pathlib import Path

from ban_tin.searching.shards import read_shard
from bench.search.documents import Document, documents, marked
from bench.search.ours import build_index, prepare
from bench.search.peers import fts5
from bench.search.texts import corpus, growth, html, markdown
from tests.search.judged import Query
from tests.search.planted import Planted


def document(slug: str, title: str, text: str, files: str = "", date: str = "2026-01-01") -> Document:
    return Document(f"/tin/2026/01/{slug}/", title, text, files, date, "tin", (), "news", "")


def test_text_is_the_same_every_time_and_goes_on_bringing_new_pairs() -> None:
    assert list(corpus(20)) == list(corpus(20))
    few, many = growth(50), growth(400)
    assert many[0] > 7 * few[0]
    # Eight times the text: the pairs of a small vocabulary would hardly grow.
    assert many[2] > 3 * few[2]


def test_both_indexes_get_the_same_words() -> None:
    article = next(corpus(1))
    for block in article.blocks:
        assert block.removeprefix("## ") in markdown(article)
        assert block.removeprefix("## ").replace("“", "“").split()[0] in html(article)
    assert "data-pagefind-body" in html(article)


def test_our_index_is_made_of_prepared_articles(tmp_path: Path) -> None:
    prepare(tmp_path / "corpus", 30)
    (tmp_path / "index").mkdir()
    build_index(tmp_path / "corpus", tmp_path / "index")
    groups = [group for file in (tmp_path / "index").glob("[nra]/*.json") for group in read_shard(file.read_bytes())]
    assert len(groups) > 1000
    assert "hoc s" in groups
    assert (tmp_path / "index" / "head.json").stat().st_size > 100


def test_peers_without_marks_find_and_filter() -> None:
    found = [
        document("a", "Đảng bộ", "x"),
        document("b", "Khác", "dâng bò"),
        document("c", "Khác", "y", "dang bo", "2025-01-01"),
    ]

    def ask(d: bool, **filters: str) -> list[list[str]]:
        return fts5(d)(found, [Query("dang bo", "unmarked", filters=filters), Query('"bo dang"', "phrase")])

    assert ask(d=True)[0][0] == "/tin/2026/01/a/"
    assert len(ask(d=True)[0]) == 3
    # Only its second word is found: behind what has both.
    assert ask(d=False)[0].index("/tin/2026/01/a/") == 2
    assert ask(d=True, year="2025")[0] == ["/tin/2026/01/c/"]
    assert ask(d=True)[1] == []


def test_documents_are_read_from_the_pages_alone(tmp_path: Path) -> None:
    folder = tmp_path / "content" / "tin" / "2026" / "01" / "bai"
    folder.mkdir(parents=True)
    (folder / "index.md").write_text(
        '---\ntitle: "Bài"\ndate: 2026-01-02 08:00\ncategory: Văn bản\ndocument_type: Kế hoạch\nauthor: Minh Hà\n---\n\nx\n'
    )
    page = tmp_path / "output" / "tin" / "2026" / "01" / "bai" / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text(
        '<html><head><meta http-equiv="Content-Security-Policy" content="x"></head><main><article class="article a"><h1>Bài</h1>'
        '<p>của bài</p></article><section><article class="teaser">bài khác</article></section></main></html>'
    )
    planted = Planted("bai", "Bài", "2026-01-02", "Văn bản", "")
    (only,) = documents(tmp_path / "content", tmp_path / "output", [planted])
    assert (only.title, only.text.strip(), only.kind, only.type) == ("Bài", "của bài", "document", "ke-hoach")
    assert only.passes({"author": "minh-ha", "year": "2026"})
    assert not only.passes({"year": "2025"})
    assert marked(page).count("data-pagefind-body") == 1
    assert "Content-Security-Policy" not in marked(page)
