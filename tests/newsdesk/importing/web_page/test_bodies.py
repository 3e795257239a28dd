"""Texts that portals have beside news: official documents, tables with marks, lists of files, and short notices."""

import pytest

from bench.importing.portal_articles import Article, read_articles
from bench.importing.portal_frames import FRAMES
from newsdesk.importing.source_document import SourceDocument
from newsdesk.importing.web_page import read_content
from tests.newsdesk.importing.web_page.words import words_of_document, words_of_html

DOCUMENT = """<table border="0" width="100%"><tr><td align="center">UBND TỈNH LAM GIANG<br><b>SỞ GIÁO DỤC VÀ ĐÀO TẠO</b></td><td align="center"><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b><br><b>Độc lập - Tự do - Hạnh phúc</b></td></tr>
<tr><td align="center">Số: 128/KH-SGDĐT</td><td align="center"><i>Lam Giang, ngày 05 tháng 6 năm 2020</i></td></tr></table>
<p align="center"><b>KẾ HOẠCH</b></p><p align="center"><b>Kiểm tra công tác thi năm 2020</b></p><p>Căn cứ nhiệm vụ năm học, Sở lập kế hoạch như sau:</p>
<table border="1"><tr><td>STT</td><td>Nội dung</td><td>Có</td><td>Không</td></tr><tr><td>1</td><td>In đề</td><td>x</td><td></td></tr><tr><td>A</td><td>Email</td><td>X</td><td>x</td></tr></table>
<p>Nơi nhận:<br>- Như trên;<br>- Lưu: VT.</p><p align="right"><b>GIÁM ĐỐC</b></p><p align="right"><b>Nguyễn Văn An</b></p>"""
FILES = """<p>Sở đăng tải công văn để các đơn vị thực hiện.</p><p><b>Văn bản liên quan:</b></p><ul><li><a href="/uploads/cv-128.pdf">Công văn 128</a></li><li><a href="/uploads/phu-luc.docx">Phụ lục</a></li></ul>"""
NOTICE = "<p>Văn phòng nghỉ chiều thứ Sáu.</p>"


@pytest.fixture(scope="module")
def article() -> Article:
    return read_articles()[3]


def read(article: Article, frame: str, body: str) -> SourceDocument:
    html = FRAMES[frame](article, body, "")
    document = read_content(html.encode(), "x.html")
    assert words_of_document(document) == words_of_html(html)
    assert document.fields["title"].value == article.title
    assert str(document.fields["date"].value)[:10] == f"{article.date:%Y-%m-%d}"
    return document


def check(document: SourceDocument, body: str) -> None:
    assert words_of_html(f"<html><body>{document.flow}</body></html>") == words_of_html(
        f"<html><body>{body}</body></html>"
    )


@pytest.mark.parametrize("frame", FRAMES)
def test_an_official_document_stays_whole(article: Article, frame: str) -> None:
    check(read(article, frame, DOCUMENT), DOCUMENT)


@pytest.mark.parametrize("frame", ["nukeviet", "vhv", "joomla15", "joomla3", "sharepoint", "wordpress", "drupal"])
def test_files_under_a_text_are_no_list_of_others(article: Article, frame: str) -> None:
    check(read(article, frame, FILES), FILES)


@pytest.mark.parametrize("frame", ["nukeviet", "vhv", "joomla15", "joomla3", "sharepoint", "wordpress", "drupal"])
def test_a_notice_of_one_line(article: Article, frame: str) -> None:
    check(read(article, frame, NOTICE), NOTICE)
