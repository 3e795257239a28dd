"""The text of an article as the editors of portals left it: clean, copied from Word, in ``<font>`` and ``<br>``, with typed lists."""

from html import escape

from bench.importing.portal_articles import Article, Block, Picture, inline, plain

#: How texts were typed, and how pictures got their captions.
TYPED = ("clean", "word", "font", "typed")
PICTURED = ("table", "figure", "below", "break", "doubled", "two")


def body_html(article: Article, typed: str, pictured: str, pictures: str) -> str:
    """Return the text of ``article`` as HTML. ``pictures`` is what stands before the names of its files."""
    return "\n".join(_block(block, typed, pictured, pictures, article.title) for block in article.blocks)


def _block(block: Block, typed: str, pictured: str, pictures: str, title: str) -> str:
    if isinstance(block, Picture):
        return _picture(block, pictured, pictures, title)
    if isinstance(block, list):
        return _table(block, typed)
    if isinstance(block, tuple):
        return _list(block, typed)
    if block.startswith("#"):
        text = inline(block.lstrip("# "))
        return {
            "clean": f"<h3>{text}</h3>",
            "word": f'<p class="MsoNormal" style="text-align:justify;text-indent:36.0pt"><b><span style="font-size:14.0pt">{text}<o:p></o:p></span></b></p>',
            "font": f'<b><font face="Times New Roman" size=4>{text}</font></b><br><br>',
            "typed": f"<p><strong>{text}</strong></p>",
        }[typed]
    text = inline(block)
    if typed == "word":
        return f'<p class="MsoNormal" style="text-align:justify;text-indent:36.0pt"><span style="font-size:14.0pt;mso-bidi-font-size:12.0pt">{_split(text)}<o:p></o:p></span></p>\n<p class="MsoNormal">&nbsp;</p>'
    if typed == "font":
        return f'<font face="Times New Roman" size="3">&nbsp;&nbsp;&nbsp;&nbsp; {text}</font><br><br>'
    return f'<p style="text-align: justify;">{"&nbsp;&nbsp;&nbsp; " if typed == "typed" else ""}{text}</p>'


def _split(text: str) -> str:
    """Cut a word in two, as Word's spelling marks do."""
    words = text.split(" ")
    for number, word in enumerate(words):
        if len(word) > 4 and word.isalpha():
            words[number] = f"{word[:2]}<span lang=VI>{word[2:]}</span>"
            break
    return " ".join(words)


def _list(block: tuple[str, ...], typed: str) -> str:
    mark, *items = block
    if typed == "clean":
        tag = "ol" if mark == "1" else "ul"
        return f"<{tag}>{''.join(f'<li>{inline(item)}</li>' for item in items)}</{tag}>"
    marks = [f"{number}." if mark == "1" else "-" for number in range(1, len(items) + 1)]
    if typed == "word":
        return "\n".join(
            f'<p class="MsoListParagraph" style="text-indent:-18.0pt;mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">{mark}<span style="font:7.0pt">&nbsp;&nbsp;&nbsp; </span></span>{inline(item)}</p>'
            for mark, item in zip(marks, items, strict=True)
        )
    if typed == "font":
        return (
            "".join(
                f"<font size=3>&nbsp;&nbsp; {mark} {inline(item)}</font><br>"
                for mark, item in zip(marks, items, strict=True)
            )
            + "<br>"
        )
    return "\n".join(
        f"<p>&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; {mark} {inline(item)}</p>" for mark, item in zip(marks, items, strict=True)
    )


def _table(rows: list[list[str]], typed: str) -> str:
    head = "th" if typed == "clean" else "td"
    lines = "".join(
        "<tr>"
        + "".join(
            f"<{head if not number else 'td'}>{'<p class=MsoNormal>' if typed == 'word' else ''}{escape(cell, quote=False) or '&nbsp;'}</{head if not number else 'td'}>"
            for cell in row
        )
        + "</tr>"
        for number, row in enumerate(rows)
    )
    return f'<table border="1" cellspacing="0" cellpadding="0"><tbody>{lines}</tbody></table>'


def _picture(picture: Picture, pictured: str, pictures: str, title: str) -> str:
    source, caption = f"{pictures}{picture.file}", escape(picture.caption, quote=False)
    image = f'<img src="{source}" width="600" height="400" alt="{{}}">'
    if not caption:
        return f'<p style="text-align:center">{image.format(picture.file.partition(".")[0])}</p>'
    if pictured == "table":
        return f'<table class="image center" align="center" border="0"><tbody><tr><td align="center">{image.format("image")}</td></tr><tr><td align="center"><em>{caption}</em></td></tr></tbody></table>'
    if pictured == "figure":
        return f'<figure class="image">{image.format(escape(title))}<figcaption>{caption}</figcaption></figure>'
    if pictured == "break":
        return f'<p style="text-align:center">{image.format(picture.file)}<br /><em>{caption}</em></p>'
    if pictured == "doubled":
        return f'<p style="text-align:center">{image.format(caption)}</p><p style="text-align:center"><em>{caption}</em></p>'
    if pictured == "two" and len(words := plain(picture.caption).split()) > 8:
        first, second = " ".join(words[:5]), " ".join(words[5:])
        return f'<div align="center">{image.format("")}</div><div align="center"><i>{escape(first, quote=False)}</i></div><div align="center"><i>{escape(second, quote=False)}</i></div>'
    return f'<p style="text-align:center">{image.format("")}</p><p style="text-align:center">{caption}</p>'
