"""What goes wrong on the first day: files under other names, a site in English, settings that are no numbers."""

from tests.site.builder import SmallSite


def test_texts_under_other_names_stop_the_build_each_with_its_name(site: SmallSite) -> None:
    for slug, name in (("mot", "index.markdown"), ("hai", "index.md.txt"), ("ba", "index.docx")):
        (site.article(slug) / "index.md").rename(site.content / "tin/2026/11" / slug / name)
    folder = site.article("bon")
    (folder / "index - Copy.md").write_bytes((folder / "index.md").read_bytes())
    done = site.build()
    assert done.code == 1
    assert "Traceback" not in done.err
    for told in (
        "content/tin/2026/11/mot/index.markdown: lỗi: Tệp “index.markdown” không được đọc",
        "Đổi tên tệp thành index.md.",
        "content/tin/2026/11/hai/index.md.txt: lỗi",
        "content/tin/2026/11/ba/index.docx: lỗi: “index.docx” là tệp Word",
        "content/tin/2026/11/bon/index - Copy.md: lỗi: “index - Copy.md” là bài viết thứ hai",
    ):
        assert told in done.err, done.err


def test_credits_of_a_site_in_english_are_in_english(site: SmallSite) -> None:
    facts = site.content / "site.toml"
    facts.write_text(facts.read_text("utf-8").replace('language = "vi"', 'language = "en"'), encoding="utf-8")
    folder = site.article("bai", "![Hall](b.jpg)\n*The hall*\n", lead="a.jpg", lead_alt="Hall", credit="Minh Ha")
    site.photo(folder, "a.jpg")
    site.photo(folder, "b.jpg", (900, 700))
    done = site.build()
    assert done.code == 0, done.err
    page = site.read("/news/2026/11/bai/")
    assert page.count("Photo: Minh Ha") >= 2
    assert "Ảnh: " not in page


def test_a_build_time_that_is_no_number_is_one_clear_line(site: SmallSite) -> None:
    for epoch in ("abc", "9" * 30):
        done = site.build(SOURCE_DATE_EPOCH=epoch)
        assert done.code == 2
        assert done.err.strip() == f"SOURCE_DATE_EPOCH phải là một số giây, không phải “{epoch}”."
