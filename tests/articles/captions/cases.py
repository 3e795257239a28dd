"""What editors and five real portals write under images, and what becomes of it."""

LONG = "Đại biểu dự hội nghị " * 9

#: Markdown, the outline of the HTML, the findings.
CASES: list[tuple[str, list[str], list[str]]] = [
    # The explicit forms
    ('![Hội trường](a.jpg "Quang cảnh hội nghị.")', ["[a | Quang cảnh hội nghị.]"], []),
    ("![Hội trường](a.jpg)\n*Quang cảnh hội nghị.*", ["[a | Quang cảnh hội nghị.]"], []),
    ("![Hội trường](a.jpg)\n\n*Quang cảnh hội nghị.*", ["[a | Quang cảnh hội nghị.]"], []),
    ("![Hội trường](a.jpg)\n*Câu một. Câu hai.*\nVăn xuôi.", ["[a | Câu một. Câu hai.]", "Văn xuôi."], []),
    (f"![Hội trường](a.jpg)\n*{LONG.strip()}.*", [f"[a | {LONG.strip()}.]"], []),
    ("![Hội trường](a.jpg)\n**Tin đậm**", ["[a | Tin đậm]"], []),
    ('![Hội trường](a.jpg "Chú thích")\n\nVăn xuôi', ["[a | Chú thích]", "Văn xuôi"], []),
    # Plain lines
    ("![Hội trường](a.jpg)\nQuang cảnh hội nghị", ["[a | Quang cảnh hội nghị]"], []),
    ("![Hội trường](a.jpg)\n\nQuang cảnh hội nghị", ["[a | Quang cảnh hội nghị]"], []),
    ("![Hội trường](a.jpg)\n\nSáng nay hội nghị khai mạc.", ["[a | ]", "Sáng nay hội nghị khai mạc."], ["caption-left"]),
    ("![Hội trường](a.jpg)\nSáng nay hội nghị khai mạc.", ["[a | ]", "Sáng nay hội nghị khai mạc."], ["caption-left"]),
    ("![Hội trường](a.jpg)\n\nMời xem:", ["[a | ]", "Mời xem:"], ["caption-left"]),
    (f"![Hội trường](a.jpg)\n\n{LONG}", ["[a | ]", LONG.strip()], ["caption-missing"]),
    (f"![Hội trường](a.jpg)\n\n{LONG[:140].strip()}", [f"[a | {LONG[:140].strip()}]"], ["caption-unsure"]),
    ("![Hội trường](a.jpg)\n\nVăn xuôi ngắn\n{: .prose}", ["[a | ]", "Văn xuôi ngắn"], ["caption-missing"]),
    # tra-vinh: a caption of two paragraphs, the second in lower case; and of one
    (
        "![Hội trường](a.jpg)\n\nĐồng chí X, Đảng ủy viên\n\nđã trình bày báo cáo\n\nSau đó, hội nghị thảo luận.",
        ["[a | Đồng chí X, Đảng ủy viên đã trình bày báo cáo]", "Sau đó, hội nghị thảo luận."],
        [],
    ),
    ("![Hội trường](a.jpg)\nĐồng chí X,\nBí thư Đảng ủy", ["[a | Đồng chí X, Bí thư Đảng ủy]"], []),
    # mong-cai: after a comma, with no-break spaces at the end; five photos before the body
    (
        "![Một](a.jpg)\nẢnh một\u00a0\u00a0\n\n![Hai](b.jpg)\nẢnh hai\u00a0\n\n![Ba](c.jpg)\nẢnh ba\n\n![Bốn](d.jpg)\nẢnh bốn\n\n"
        "![Năm](e.jpg)\n\nCác đồng chí chụp ảnh,\u00a0\n\nKết thúc đại hội\u00a0\n\nSáng nay, đại hội khai mạc.",
        ["[a | Ảnh một]", "[b | Ảnh hai]", "[c | Ảnh ba]", "[d | Ảnh bốn]",
         "[e | Các đồng chí chụp ảnh, Kết thúc đại hội]", "Sáng nay, đại hội khai mạc."],
        [],
    ),
    (
        "![Năm](e.jpg)\nCác đồng chí chụp ảnh,\n\nKết thúc đại hội",  # the first half beside the image
        ["[e | Các đồng chí chụp ảnh, Kết thúc đại hội]"],
        [],
    ),
    # lang-son: the same words as alt text and caption; standalone captions with a full stop
    ("![Đồng chí X khen thưởng học sinh.](a.jpg)\n*Đồng chí X khen thưởng học sinh.*", ["[a | Đồng chí X khen thưởng học sinh.]"], []),
    # quang-nam: the caption is the file name
    ("![Đại hội](dang1.jpg)\ndang1", ["[dang1 | ]"], ["caption-file-name", "caption-missing"]),
    ("![Đại hội](a.jpg)\n*IMG_2031.JPG*", ["[a | ]"], ["caption-file-name", "caption-missing"]),
    ('![Đại hội](a.jpg "dang1")', ["[a | ]"], ["caption-file-name", "caption-missing"]),
    # soc-trang: between prose lines, no blank line around it
    (
        "Hội nghị bắt đầu lúc 8 giờ.\n![Hội trường](a.jpg)\nQuang cảnh hội nghị\nSau đó, đồng chí Y phát biểu.",
        ["Hội nghị bắt đầu lúc 8 giờ.", "[a | Quang cảnh hội nghị]", "Sau đó, đồng chí Y phát biểu."],
        [],
    ),
    # Ambiguous: the text stays where it is
    (
        "![Hội trường](a.jpg)\nSáng nay, hội nghị đã khai mạc\nvà bế mạc lúc 11 giờ.",
        ["[a | ]", "Sáng nay, hội nghị đã khai mạc và bế mạc lúc 11 giờ."],
        ["caption-left"],
    ),
    ("![Hội trường](a.jpg)\n\nGồm các đồng chí,", ["[a | ]", "Gồm các đồng chí,"], ["caption-left"]),
    # Inside a sentence
    ("Biểu tượng ![ngôi sao](a.jpg) ở góc.", ["Biểu tượng ở góc."], []),
    ("![Hội trường](a.jpg) Quang cảnh", ["Quang cảnh"], []),
    # Several images
    ("![Một](a.jpg) ![Hai](b.jpg)\n*Hai ảnh*", ["[a b | Hai ảnh]"], []),
    ("![Một](a.jpg)\n![Hai](b.jpg)\n*Ảnh hai*", ["[a | ]", "[b | Ảnh hai]"], ["caption-missing"]),
    ('![Một](a.jpg "Ảnh một") ![Hai](b.jpg "Ảnh hai")', ["[a b | Ảnh một Ảnh hai]"], []),
    # Nothing said at all
    ("![](a.jpg)", ["[a | ]"], ["alt-missing", "caption-missing"]),
    ("![](a.jpg)\n*Chú thích*", ["[a | Chú thích]"], []),
    # In other elements
    ("> ![Hội trường](a.jpg)\n> *Chú thích*", ["[a | Chú thích]"], []),
    ("- ![Hội trường](a.jpg)\n  *Chú thích*\n- hai", ["[a | Chú thích]"], []),
    ("| x |\n|---|\n| ![Hội trường](a.jpg) |", ["[a | ]"], ["caption-missing"]),
    ("[![Hội trường](a.jpg)](https://so.example/)\n*Chú thích*", ["[a | Chú thích]"], []),
    ("từ\n:   ![Hội trường](a.jpg)\n    *Chú thích*", ["[a | Chú thích]"], []),
    ('<div markdown="1">\n\n![Hội trường](a.jpg)\n*Chú thích*\n\n</div>', ["[a | Chú thích]"], []),
    ("## Đề mục\n\n![Hội trường](a.jpg)\n\n## Đề mục hai", ["[a | ]"], ["caption-missing"]),
    ("![Hội trường](a.jpg)\n\n- một\n- hai", ["[a | ]"], ["caption-missing"]),
    ("![Hội trường](a.jpg)\n\n<p>chữ</p>", ["[a | ]", "chữ"], ["caption-missing"]),
    ("![Hội trường](a.jpg)\n<br>\nVăn xuôi.", ["[a | ]", "Văn xuôi."], ["caption-left"]),
    ("    ![Hội trường](a.jpg)", [], []),
    ("`![Hội trường](a.jpg)`", ["![Hội trường](a.jpg)"], []),
    # The first half beside the image: what goes on must be no prose, and fit
    ("![x](a.jpg)\nGồm các đồng chí,\n\nGiám đốc Sở phát biểu.", ["[a | ]", "Gồm các đồng chí,", "Giám đốc Sở phát biểu."], ["caption-left"]),
    (f"![x](a.jpg)\n{LONG[:100].strip()},\n\n{LONG[:100].strip()}", ["[a | ]", LONG[:100].strip() + ",", LONG[:100].strip()], ["caption-left"]),
    ("![x](a.jpg)\nĐồng chí X trao\nbằng khen cho\ncác em", ["[a | ]", "Đồng chí X trao bằng khen cho các em"], ["caption-left"]),
    ("![x](a.jpg)\n\nĐồng chí X\n\nđã trình bày báo cáo.", ["[a | ]", "Đồng chí X", "đã trình bày báo cáo."], ["caption-left"]),
    ("![x](a.jpg)\nQuang cảnh\na) Một việc.", ["[a | Quang cảnh]", "a) Một việc."], []),
    # Italics in two
    ("![x](a.jpg)\n\n*Đồng chí X,*\n\n*Giám đốc Sở.*", ["[a | Đồng chí X, Giám đốc Sở.]"], []),
    ("![x](a.jpg)\n*Đồng chí X,*\n*Giám đốc Sở.*", ["[a | Đồng chí X, Giám đốc Sở.]"], []),
    ("![x](a.jpg)\n*Đồng chí X*\n\n*phát biểu.*\nVăn.", ["[a | Đồng chí X phát biểu.]", "Văn."], []),
    ("![x](a.jpg)\n*Đồng chí X*\n*Văn nghiêng.*", ["[a | Đồng chí X]", "Văn nghiêng."], []),
    ("![x](a.jpg)\n*Đồng chí X,\nGiám đốc Sở.*\nVăn.", ["[a | Đồng chí X, Giám đốc Sở.]", "Văn."], []),
    ("![x](a.jpg)\n\n*Chú thích.*\nVăn xuôi.", ["[a | Chú thích.]", "Văn xuôi."], []),
    ("![x](a.jpg)\n***Chú thích.***", ["[a | Chú thích.]"], []),
    ("![x](a.jpg)\n*Chú thích.*[^a]\n\n[^a]: Chân", ["[a | Chú thích.1]", "Chân ↩"], []),
    # The title before the others; said twice, shown once
    ('![x](a.jpg "Tiêu đề")\n*Chữ nghiêng*\nVăn.', ["[a | Tiêu đề]", "Chữ nghiêng Văn."], []),
    ('![x](a.jpg "Quang cảnh hội nghị")\n*quang cảnh hội nghị.*', ["[a | Quang cảnh hội nghị]"], ["caption-twice"]),
    ('![x](a.jpg "Một câu dài.Một câu dài.")', ["[a | Một câu dài.]"], ["caption-twice"]),
    ('![x](dang1.jpg "dang1")\n*Quang cảnh*', ["[dang1 | Quang cảnh]"], ["caption-file-name"]),
    ("![x](dang1.jpg)\ndang1\nQuang cảnh", ["[dang1 | Quang cảnh]"], ["caption-file-name"]),
    ("![x](a.jpg)\nĐồng chí X khen thưởng.Đồng chí X khen thưởng.", ["[a | Đồng chí X khen thưởng.]"], ["caption-twice"]),
    ("![x](a.jpg)\n\n*Đồng chí X khen thưởng. Đồng chí X khen thưởng.*", ["[a | Đồng chí X khen thưởng.]"], ["caption-twice"]),
    ("![x](a.jpg)\n\nĐồng chí X khen thưởng\n\nĐồng chí X khen thưởng.", ["[a | Đồng chí X khen thưởng]"], ["caption-twice"]),
    ("![Đồng chí X khen thưởng](a.jpg)\nĐồng chí X khen thưởng.", ["[a | Đồng chí X khen thưởng.]"], []),
    ("![x](dang1.jpg)\ndang1[^f]\n\n[^f]: Chân", ["[dang1 | dang11]", "Chân ↩"], []),  # a link would be lost with it
    ('![x](a.jpg "Xem cả bài")\n[Xem cả bài](/x/)', ["[a | Xem cả bài]", "Xem cả bài"], []),
    # Numbers
    ("![x](a.jpg)\nẢnh 1", ["[a | ]"], ["caption-missing", "caption-number"]),
    ("![x](a.jpg)\n*Hình 2.*\n*Quang cảnh*", ["[a | Quang cảnh]"], ["caption-number"]),
    ('![x](a.jpg "Hình 2")', ["[a | ]"], ["caption-missing", "caption-number"]),
    ("![x](a.jpg)\nẢnh 20 năm thành lập trường", ["[a | Ảnh 20 năm thành lập trường]"], []),
    # Two credits
    ('![x](a.jpg){credit="Minh Hà"}\n*Hội nghị. Ảnh: Minh Hà*', ["[a | Hội nghị. Ảnh: Minh Hà]"], []),
    ('![x](a.jpg){credit="Ảnh: minh hà"}\n*Hội nghị (Ảnh: Minh Hà)*', ["[a | Hội nghị (Ảnh: Minh Hà)]"], []),
    ('![x](a.jpg){credit="Minh"}\n*Hội nghị. Ảnh: Minhh Hà*', ["[a | Hội nghị. Ảnh: Minhh Hà]"], ["credit-twice"]),
    ('![x](a.jpg){credit="Hữu Phước"}\n*Hội nghị. Ảnh: Minh Hà*', ["[a | Hội nghị. Ảnh: Minh Hà]"], ["credit-twice"]),
    ('![x](a.jpg){credit="A"}\n*Hội nghị*{credit="B"}', ["[a | Hội nghị. Ảnh: A]"], ["credit-twice"]),
    ('![x](a.jpg){credit="A"}\n*Hội nghị*{credit="A"}', ["[a | Hội nghị. Ảnh: A]"], []),
    ('![x](a.jpg){credit="Minh Hà"}\n*Bà Minh Hà phát biểu*', ["[a | Bà Minh Hà phát biểu. Ảnh: Minh Hà]"], []),
    # Bylines
    ("![x](a.jpg)\n\nTin và ảnh: Đinh Hữu Phước – PCVP Sở", ["[a | ]", "Tin và ảnh: Đinh Hữu Phước – PCVP Sở"], ["caption-left"]),
    ("![x](a.jpg)\nThực hiện: Văn phòng Sở", ["[a | ]", "Thực hiện: Văn phòng Sở"], ["caption-left"]),
    ("![x](a.jpg)\n\n*Tin, ảnh: Minh Hà*", ["[a | ]", "Tin, ảnh: Minh Hà"], ["caption-left"]),
    ("![x](a.jpg)\n*Tin, ảnh: Minh Hà*", ["[a | Tin, ảnh: Minh Hà]"], []),  # right under it, italics always are one
    ("![x](a.jpg)\n\nThu Hằng\n\nTrung tâm TTVH", ["[a | ]", "Thu Hằng", "Trung tâm TTVH"], ["caption-left"]),
    ("![x](a.jpg)\n\nThu Hằng\nTrung tâm TTVH", ["[a | ]", "Thu Hằng Trung tâm TTVH"], ["caption-left"]),
    ("![x](a.jpg)\n\nVăn.\n\n![y](b.jpg)\n\nThu Hằng", ["[a | ]", "Văn.", "[b | ]", "Thu Hằng"], ["caption-left", "caption-left"]),
    ("![x](a.jpg)\n\nThu Hằng\n\nVăn.", ["[a | Thu Hằng]", "Văn."], []),
    ("![x](a.jpg)\nThu Hằng", ["[a | Thu Hằng]"], ["caption-unsure"]),
    # What leads to the lines below
    ("![x](a.jpg)\n\nKết quả cụ thể như sau", ["[a | ]", "Kết quả cụ thể như sau"], ["caption-left"]),
    ("![x](a.jpg)\n\nNhững kết quả chính\n\n- một\n- hai", ["[a | ]", "Những kết quả chính"], ["caption-left"]),
    ("![x](a.jpg)\nQuang cảnh hội nghị\n\n- một\n- hai", ["[a | Quang cảnh hội nghị]"], []),
    ("![x](a.jpg)\n\n**Những kết quả chính**\n\nVăn.", ["[a | ]", "Những kết quả chính", "Văn."], ["caption-left"]),
    ("![x](a.jpg)\nBốn\n{: .prose}", ["[a | ]", "Bốn"], ["caption-missing"]),
    ("![x](a.jpg)\nĐại biểu dự họp.[^b]\n\n[^b]: Chân", ["[a | ]", "Đại biểu dự họp.1", "Chân ↩"], ["caption-left"]),
    # Several images and several lines
    ("![x](a.jpg) ![y](b.jpg)\n*Một*\n*Hai*", ["[a b | Một Hai]"], []),
    ("![x](a.jpg)\n![y](b.jpg)\n*Một*\n*Hai*\nVăn.", ["[a | Một]", "[b | Hai]", "Văn."], []),
    ("![x](a.jpg)\n![y](b.jpg)\n*Một*\n*Hai*\n*Ba*", ["[a | ]", "[b | Một]", "Hai Ba"], ["caption-missing"]),
    ("![x](a.jpg)\n![y](b.jpg)\nMột\nHai", ["[a | ]", "[b | ]", "Một Hai"], ["caption-left", "caption-missing"]),
    ("![x](a.jpg) ![y](b.jpg)\nMột\nHai", ["[a b | ]", "Một Hai"], ["caption-left", "caption-missing"]),
    ("![x](a.jpg) ![y](b.jpg)\nHai ảnh\nMột câu văn.", ["[a b | Hai ảnh]", "Một câu văn."], []),
    ("![x](a.jpg)\n\n![y](b.jpg)\n\nẢnh hai", ["[a | ]", "[b | Ảnh hai]"], ["caption-missing"]),
    ("![x](a.jpg)\nẢnh một\n![y](b.jpg)\nẢnh hai", ["[a | Ảnh một]", "[b | Ảnh hai]"], []),
    ("![x](a.jpg)\n1. ![y](b.jpg)", ["[a | ]", "1."], ["caption-missing"]),
    ("![x](a.jpg)\nBiểu tượng ![y](b.jpg) ở góc", ["[a | ]", "Biểu tượng ở góc"], ["caption-missing"]),
    # No-break spaces
    ("![x](a.jpg)&nbsp;\u00a0\n*Chú thích*&nbsp;", ["[a | Chú thích]"], []),
    ("![x](a.jpg)\n\n&nbsp;\n\n\u00a0\n\nChú thích", ["[a | Chú thích]"], []),
    ("![x](a.jpg)\n\n&nbsp;\n\nMột câu văn.", ["[a | ]", "", "Một câu văn."], ["caption-left"]),
    # In other elements
    ("![x](a.jpg)<br>*Chú thích*<br>Văn.", ["[a | Chú thích]", "Văn."], []),
    ("> ![x](a.jpg)\n\nNgoài trích dẫn", ["[a | ]", "Ngoài trích dẫn"], ["caption-missing"]),
    ("> ![x](a.jpg)\n>\n> Trong trích dẫn", ["[a | Trong trích dẫn]"], []),
    ("- ![x](a.jpg)\n\n    Trong danh sách\n\n- hai", ["[a | Trong danh sách]", "hai"], []),
    ("- một\n    - ![x](a.jpg)\n      *Chú thích*", ["[a | Chú thích]"], []),
    ("- một\n  ![x](a.jpg)\n  *Chú thích*\n    - hai\n    - ba", ["[a | Chú thích]"], []),
    ("- ![x](a.jpg)\n- hai\n\nNgoài danh sách", ["[a | ]", "Ngoài danh sách"], ["caption-missing"]),
    ("- một\n\n    > ![x](a.jpg)\n    >\n    > Chú thích", ["một", "[a | Chú thích]"], []),
    ("từ\n:   ![x](a.jpg)\n\n    Chú thích\n\n:   hai", ["[a | Chú thích]", "hai"], []),
    ("Chữ[^c]\n\n[^c]: ![x](a.jpg)\n    *Chú thích*", ["Chữ1", "[a | Chú thích]", "↩"], []),
    ("Chữ[^d]\n\n[^d]: Chân.\n\n    ![x](a.jpg)\n\n    Chú thích", ["Chữ1", "Chân.", "[a | Chú thích]", "↩"], []),
    ("Chữ[^e]\n\n[^e]: ![x](a.jpg)", ["Chữ1", "[a | ]", "↩"], ["caption-missing"]),
    ('<details markdown="1">\n<summary>Xem</summary>\n\n![x](a.jpg)\n\nChú thích\n\n</details>', ["[a | Chú thích]"], []),
]  # fmt: skip

#: The five real pages: what their captions and bylines look like, in words of our own. Markdown, HTML, findings.
PAGES: dict[str, tuple[str, str, list[str]]] = {
    "tra-vinh": (
        """\
Ngày 31/12/2019, Đảng ủy Sở tổng kết công tác Đảng.

![Một người đọc báo cáo sau bục](bao-cao.jpg)

Đảng ủy viên Nguyễn Quốc Phương

trình bày Báo cáo tổng kết năm 2019

Hơn 150 đảng viên dự hội nghị.

![Một người đứng phát biểu](phuong-huong.jpg)

Phó Bí thư Đảng ủy Lê Tiến Dũng

phổ biến phương hướng năm 2020

![Nhiều người ngồi nghe](dai-bieu.jpg)

Đại biểu thảo luận tại hội trường

Năm 2020, Đảng ủy kiểm tra 5 chi bộ.

Thực hiện: Văn phòng Sở
""",
        """\
<p>Ngày 31/12/2019, Đảng ủy Sở tổng kết công tác Đảng.</p>
<figure><img alt="Một người đọc báo cáo sau bục" src="bao-cao.jpg"><figcaption>Đảng ủy viên Nguyễn Quốc Phương trình bày Báo cáo tổng kết năm 2019</figcaption></figure>
<p>Hơn 150 đảng viên dự hội nghị.</p>
<div class="gallery"><figure><img alt="Một người đứng phát biểu" src="phuong-huong.jpg"><figcaption>Phó Bí thư Đảng ủy Lê Tiến Dũng phổ biến phương hướng năm 2020</figcaption></figure>
<figure><img alt="Nhiều người ngồi nghe" src="dai-bieu.jpg"><figcaption>Đại biểu thảo luận tại hội trường</figcaption></figure>
</div>
<p>Năm 2020, Đảng ủy kiểm tra 5 chi bộ.</p>
<p>Thực hiện: Văn phòng Sở</p>
""",
        [],
    ),
    "lang-son": (
        """\
Bá Hải - 20/05/2020, 07:50 GMT+7 | Kết nối

![Giám đốc Sở Trần Quốc Tuấn khen thưởng học sinh giỏi.](khen-thuong.jpg)
Giám đốc Sở Trần Quốc Tuấn khen thưởng học sinh giỏi.Giám đốc Sở Trần Quốc Tuấn khen thưởng học sinh giỏi.

**Chuyển biến trong một nhiệm kỳ**

Đảng bộ Sở có 7 chi bộ với 144 đảng viên.

![Một người phát biểu tại bục](phat-bieu.jpg)

Đồng chí Trần Quốc Tuấn dự đại hội của Trường THPT chuyên Chu Văn An.

![Các đảng viên biểu quyết](dai-hoi.jpg)
*Chi bộ Giáo dục Mầm non tổ chức đại hội, hướng tới nhiệm kỳ 2020–2025.*

Tỉnh có 222 trường đạt chuẩn quốc gia.
""",
        """\
<p>Bá Hải - 20/05/2020, 07:50 GMT+7 | Kết nối</p>
<figure><img alt="" src="khen-thuong.jpg"><figcaption>Giám đốc Sở Trần Quốc Tuấn khen thưởng học sinh giỏi.</figcaption></figure>
<p><strong>Chuyển biến trong một nhiệm kỳ</strong></p>
<p>Đảng bộ Sở có 7 chi bộ với 144 đảng viên.</p>
<figure><img alt="Một người phát biểu tại bục" src="phat-bieu.jpg"></figure>
<p>Đồng chí Trần Quốc Tuấn dự đại hội của Trường THPT chuyên Chu Văn An.</p>
<figure><img alt="Các đảng viên biểu quyết" src="dai-hoi.jpg"><figcaption>Chi bộ Giáo dục Mầm non tổ chức đại hội, hướng tới nhiệm kỳ 2020–2025.</figcaption></figure>
<p>Tỉnh có 222 trường đạt chuẩn quốc gia.</p>
""",
        ["caption-twice", "caption-left"],
    ),
    "quang-nam": (
        """\
Sáng 14/6/2017, Đảng bộ Sở sơ kết 6 tháng đầu năm.

![Đoàn chủ tịch trên sân khấu](dang1.jpg)

dang1

Báo cáo sơ kết do đồng chí Hà Thanh Quốc trình bày.

Tinh và ảnh: Đinh Hữu Phước – PCVP Sở

quangnam.edu.vn
""",
        """\
<p>Sáng 14/6/2017, Đảng bộ Sở sơ kết 6 tháng đầu năm.</p>
<figure><img alt="Đoàn chủ tịch trên sân khấu" src="dang1.jpg"></figure>
<p>Báo cáo sơ kết do đồng chí Hà Thanh Quốc trình bày.</p>
<p>Tinh và ảnh: Đinh Hữu Phước – PCVP Sở</p>
<p>quangnam.edu.vn</p>
""",
        ["caption-file-name", "caption-missing"],
    ),
    "mong-cai": (
        """\
![Các hàng ghế đại biểu](dai-bieu.jpg)

Đại biểu về dự Đại hội điểm\u00a0\u00a0

![Một người đọc báo cáo](bao-cao.jpg)

Bí thư Chi bộ Nguyễn Đông Phong đọc báo cáo\u00a0

![Đảng viên bỏ phiếu](bo-phieu.jpg)

Bỏ phiếu chọn Ban Chi ủy\u00a0

![Những cánh tay giơ thẻ](bieu-quyet.jpg)

Biểu quyết chỉ tiêu nhiệm kỳ\u00a0

![Hai người trao hoa](chuc-mung.jpg)
Phó Chủ tịch HĐND thành phố Dương Thị Huệ,\u00a0

Bí thư Đảng ủy CQCQ, chúc mừng Đại hội\u00a0

Chi bộ có 14 đảng viên.

&nbsp;

Thu Hằng
Trung tâm TTVH
""",
        """\
<div class="gallery"><figure><img alt="Các hàng ghế đại biểu" src="dai-bieu.jpg"><figcaption>Đại biểu về dự Đại hội điểm</figcaption></figure>
<figure><img alt="Một người đọc báo cáo" src="bao-cao.jpg"><figcaption>Bí thư Chi bộ Nguyễn Đông Phong đọc báo cáo</figcaption></figure>
<figure><img alt="Đảng viên bỏ phiếu" src="bo-phieu.jpg"><figcaption>Bỏ phiếu chọn Ban Chi ủy</figcaption></figure>
<figure><img alt="Những cánh tay giơ thẻ" src="bieu-quyet.jpg"><figcaption>Biểu quyết chỉ tiêu nhiệm kỳ</figcaption></figure>
<figure><img alt="Hai người trao hoa" src="chuc-mung.jpg"><figcaption>Phó Chủ tịch HĐND thành phố Dương Thị Huệ, Bí thư Đảng ủy CQCQ, chúc mừng Đại hội</figcaption></figure>
</div>
<p>Chi bộ có 14 đảng viên.</p>
<p>&nbsp;</p>
<p>Thu Hằng
Trung tâm TTVH</p>
""",
        [],
    ),
    "soc-trang": (
        """\
Sáng 03/7/2020, Đảng ủy Sở sơ kết 6 tháng đầu năm.
Đảng viên toàn đảng bộ dự hội nghị.
![Một người phát biểu sau bục](phat-bieu.jpg)
Giám đốc Sở Nguyễn Thị Tuyết Hà phát biểu
Hội nghị bàn về việc công khai thu, chi tài chính đảng.

- Theo dõi tình hình tư tưởng đảng viên.
- Hướng dẫn thư ký chi ủy ghi biên bản.
""",
        """\
<p>Sáng 03/7/2020, Đảng ủy Sở sơ kết 6 tháng đầu năm.
Đảng viên toàn đảng bộ dự hội nghị.</p>
<figure><img alt="Một người phát biểu sau bục" src="phat-bieu.jpg"><figcaption>Giám đốc Sở Nguyễn Thị Tuyết Hà phát biểu</figcaption></figure>
<p>Hội nghị bàn về việc công khai thu, chi tài chính đảng.</p>
<ul>
<li>Theo dõi tình hình tư tưởng đảng viên.</li>
<li>Hướng dẫn thư ký chi ủy ghi biên bản.</li>
</ul>
""",
        [],
    ),
}
