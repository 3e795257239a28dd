"""The principle of the whole generator: every word that an editor wrote is on the page, or a finding names its line.

Documents are put together of the ugliest parts that people paste. Each word in them is another one, so that none can be mistaken for
another. What is on the page is read here by another parser than the one under test.
"""

import os
import re
from ast import literal_eval
from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ban_tin.articles.reader import SourceReader
from ban_tin.findings import Findings
from tests.builders import NOW, STORE, picture, site

HEAD = "---\ntitle: Bài\ndate: 2026-11-20 07:00\ncategory: Tin hoạt động\n---\n"
#: A part a line; ``@`` stands for a word, and characters are written as in Python.
PARTS = r"""
@ @ @.
@ @\
@
@ **@ @** *@* _@_ __@__ @**@**@ ~~@~~ ==@== `@` ``@ ` @``
**@ @. **@ * @ *@ ** @
# @
## @ @ ##
### @ {#@}
@ @\n===
@\n---
*@ @*\n---
- @\n- @\n  - @\n    - @\n\n      @
- @\n@\n* @\n+ @
1. @\n2. @\n   a) @\n5. @
20. 11. 1982 @
• @\n– @\n• @
a) @\nb) @
> @\n> > @\n> > > @\n@
> - @\n>   @\n>\n> 1. @
| @ | @ |\n|---|---|\n| @ | @ | @ |\n| @ |
@ | @\n---|---\n@ | @ \| @ | `@|@`
| @ |\n| @ |
|@|@|\n|:-:|--:|\n|@|
| @ |\n|---|\n| @<br>@ ![@](a.jpg "@") |\n@
+---+---+\n| @ | @ |\n+===+===+\n| @ | @ |\n+---+---+
  @      @\n  ------ ------\n  @      @
[@]: @
[@ 1]: @ @
[@]: <@> "@"
  [@]: @\n  "@"
[@]: https://a.vn/@ '@'
[@][x1] @\n\n[x1]: https://a.vn/@ "@"
[x2]\n\n[x2]: /@/ (@)
*[@]: @ @
XYZ @\n\n*[XYZ]: @ @
@[^1] @\n\n[^1]: @ @\n    @\n\n    @
[^1]: @
@[^2]\n\n[^2]: @\n\n[^2]: @ @
@[^8]
[^9]: @
@^[@ @]
![@ @](a.jpg)\n*@ @*
![@](a.jpg "@ @")
![@](a.jpg "@")\n*@*\n*@*
![@](a.jpg)\n\n@ @
![@](a.jpg){credit="@"}\n*@. Ảnh: @*
![@](a.jpg){.x\nwidth="300"}\n*@*
![@](a.jpg "@"){.x\n#y}
![@](a.jpg) {.center}\n*@*
![@](a.jpg)![@](a.jpg)\n*@*\n*@*
![@](a.jpg)\n: @
![@](a.jpg)\n/// caption\n@\n///
![@](a.jpg "@
![@](a.jpg “@”)
![@] (a.jpg)\n@
![@][a.jpg] @
![@](<a.jpg> "@") @
![@|400](a.jpg)
![[a.jpg|@]]
[[@|@]]
@ ![@](a.jpg "@") @ ![@](a.jpg '@').
**![@](a.jpg "@")**\n@
[![@](a.jpg "@")](https://a.vn "@")\n*@*
[\n\n![@](a.jpg)\n\n](https://a.vn)\n@
![@](@.jpg "@")\n*@*
![@](https://a.vn/@.jpg "@")
[@](@)
[@](@ @)
[@ @](https://a.vn/@ "@")
[@](/@/#@ '@ @')
<https://a.vn/@> <@a@a.vn>
[caption id="x" width="300"]![@](a.jpg) @ @[/caption]
[gallery ids="1,2"] @
{{< figure src="a.jpg" caption="@ @" >}}
{{% note %}}\n@\n{{% /note %}}
{% include a.html caption="@" %}
::: figure\n![@](a.jpg)\n::: caption\n@\n:::\n:::
!!! note "@"\n    @
[@ @]{.underline} []{#_Ref .anchor}@
[b]@[/b] [url=https://a.vn]@[/url]
@ {@ @} @
@ {: .@ title="@"}
{: title="@" }\n@
## @ {@ @}
| @ {@} |\n|---|\n| @ |
<div>@\n\n**@**
<div markdown="1">\n\n@ **@**\n\n</div>\n@
<div>\n\n![@](a.jpg)\n\n</div>
<details><summary>@</summary>\n\n@
<figure><img src="a.jpg" alt="@"><figcaption>@</figcaption></figure>
<p title="@" onclick="@">@
</div> @ </b>
<b>@ <i>@
<a href="https://a.vn" title="@">@
@ <br/> @ <font color="red">@</font> <u>@</u>
<script>@</script> @
<style>@ {@: @}</style>
<title>@</title>\n@
<table><tr><td>@</table>@
<table>@<tr>@</table>
<select><option>@</select>
<@ @="@">@
a<b @ và c>@
<b @
<!-- k --> @ <!-- k -->
@ <!-- k
<?php @ ?> @
<![CDATA[@]]> @
<svg><text>@</text></svg>
<math><mi>@</mi></math>
<iframe src="https://a.vn/@">@</iframe>
<video src="a.mp4">@</video>
<textarea>@
<xmp>@</xmp>
<template>@</template>
<noscript>@</noscript>
@\n: @\n: @\n\n    @
@\n\n:   @\n\n@
    @ @\n    @
\t@
```\n@ @\n```
~~~\n@\n~~~
```{.python title="@"}\n@
\@ @\* \[@](@) \(@\) $@_{@}$ $$\frac{@}{@}$$
&nbsp;@&amp;nbsp;@ &copy;@ &@; &#64;@
@\x0b@\x07@ @\xad@ \u200b@\ufeff
@\u2028@\r@
(*) @: @ * @ ** @ *** @
***\n@
@ ____ @ __@
@  \n@   \n\t@
| @ \\n@
:@: :-) @://@
--- \n@: @\n---
\u200b## @\n\u200b- @
""".strip().split("\n")
#: Parts as ``docs/bien-tap.md`` has them: nothing is wrong with any.
GOOD = r"""
@ @ @.
@ @,\n@ **@** *@*; @ _@_ `@` (@)\n@
@  \n@ **@*@*@** @&nbsp;@ @&amp;@ &copy; @
## @ @
### @\n@
- @\n- @ @\n\n    @\n\n- @\n    - @
1. @\n2. @\n    1. @\n3. @
> @ @\n> @\n>\n> - @
| @ | @ |\n|---|---|\n| @ | @ |\n| @ | **@** |\n| | @ |
| @ | @ | @ |\n|:--|:-:|--:|\n| @<br>@ | [@](/x/) | @ \| @ |
![@ @](a.jpg)\n*@ @*
![@ @](a.jpg)\n\n*@ @.*
![@](a.jpg "@ @")
![@](a.jpg)\n@ @ @
![@](a.jpg){credit="@ @"}\n*@*
![@](a.jpg)\n*@. Ảnh: @*
![@](a.jpg) ![@](a.jpg)\n*@*\n*@*
[![@](a.jpg)](https://a.vn/)\n*@*
@ ![@](a.jpg) @
@ [@](https://a.vn/) @ [@ @](https://a.vn/ "@"), <https://a.vn/@>.
[@ @](a.mp4){.link-card}
@ [@][x1] @.\n\n[x1]: https://a.vn/ "@"
@[^1] @.\n\n[^1]: @ @.
@[^2] @.\n\n[^2]: @\n\n    @
XYZ @ XYZ.\n\n*[XYZ]: @ @
@\n: @ @
<pre>@ {{ @ }}</pre>
`{{< @ >}}` @ `**@` `[[@]]`
\*@\* \[@\] \# @ 1\. @ 2 \* 3 @_@_@
<div class="table-scroll">\n<table><tr><td>@</td></tr></table>\n</div>
<details markdown="1"><summary>@</summary>\n\n@ **@**\n\n</details>
@ <sub>@</sub> H<sub>2</sub>O @<br>@ <abbr title="@ @">@</abbr>
<!-- k --> @ @
@\n{: .x #y }
Họ tên: ____ @ (**) 5 ** 3, 2 * 3, C:\@, #@ @/@ a@a.vn
@\x0b@ @
***
""".strip().split("\n")
WELL = st.lists(st.tuples(st.sampled_from(GOOD), st.just(""), st.just("\n\n")), min_size=1, max_size=6, unique=True)
#: As many parts a document as make them meet one another, and are quickly read.
DOCUMENT = st.lists(
    st.tuples(st.sampled_from(PARTS), st.sampled_from(["", "", "", "> ", "- ", "    ", "1. "]), st.sampled_from(["\n\n", "\n\n", "\n", " "])),
    min_size=1,
    max_size=5,
)  # fmt: skip

#: What stands at the line of a photo whatever its words are.
OF_THE_PHOTO = {"alt-missing", "caption-missing", "consent-missing", "photo-small"}
WORD = re.compile(r"tu\d{3}")
Read = Callable[[str], tuple[str, Findings]]


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Read:
    """Return what reads a body, and returns its page and what was found."""
    content = tmp_path_factory.mktemp("content")
    file = content / "tin/2026/11/bai/index.md"
    picture(file.parent / "a.jpg")
    (file.parent / "a.mp4").write_bytes(b"phim")
    reader = SourceReader(content, ["trang"], site(), STORE)

    def read(body: str) -> tuple[str, Findings]:
        file.write_bytes((HEAD + body).encode())
        findings = Findings()
        done = reader.read(file, NOW, findings)
        return "" if done is None or done.content is None else str(done.content.body), findings

    return read


def lost(body: str, page: str, findings: Findings) -> list[str]:
    """Return the words of ``body`` that are nowhere to be seen and of which no finding tells."""
    seen = seen_of(page)
    return [word for word in WORD.findall(body) if word not in seen and not told(word, HEAD + body, findings)]


def seen_of(page: str) -> set[str]:
    """Return the words that readers find on the page, as text or in an attribute."""
    soup = BeautifulSoup(page, "html.parser")
    values = [str(value) for element in soup.find_all() for value in element.attrs.values()]
    return set(WORD.findall(" ".join([soup.get_text(" "), *values])))


def told(word: str, text: str, findings: Findings) -> bool:
    """Return whether a finding quotes ``word``, or names its line."""
    lines = re.split(r"\r\n|\r|\n", text)
    (line,) = [number for number, each in enumerate(lines, start=1) if word in each]
    for finding in findings.found:
        values = dict(finding.values)
        last = int(values.get("last", finding.line))
        here = finding.line <= line <= last and finding.kind not in OF_THE_PHOTO
        if here or any(word in value for value in values.values()):
            return True
        # All that follows is lost in it, and that is what it says.
        if finding.kind in {"html-open", "body-deep", "sign-many"}:
            return True
    return False


def numbered(text: str) -> str:
    """Return ``text`` with another word for each ``@``."""
    number = 0

    def word(_: re.Match[str]) -> str:
        nonlocal number
        number += 1
        return f"tu{number:03}"

    return re.sub(r"@(?!a\.vn)", word, text)


def composed(parts: list[tuple[str, str, str]]) -> str:
    text = ""
    for part, before, behind in parts:
        lines = re.sub(r"\\(?:[ntr]|x..|u....)", lambda match: str(literal_eval(f'"{match[0]}"')), part).split("\n")
        text += (
            "\n".join(
                f"{before if not number or before == '> ' else ' ' * len(before)}{line}"
                for number, line in enumerate(lines)
            )
            + behind
        )
    return numbered(text)


@pytest.mark.parametrize("part", PARTS)
def test_every_word_of_an_ugly_part_is_seen_or_told(read: Read, part: str) -> None:
    body = composed([(part, "", "\n\n"), ("@ @.", "", "\n")])
    assert lost(body, *read(body)) == []


@settings(
    max_examples=10_000 if os.environ.get("SOAK") == "1" else 50,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    deadline=None,
)
@given(DOCUMENT)
def test_every_word_of_ugly_parts_together_is_seen_or_told(read: Read, parts: list[tuple[str, str, str]]) -> None:
    body = composed(parts)
    assert lost(body, *read(body)) == []


@settings(
    max_examples=5_000 if os.environ.get("SOAK") == "1" else 40,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    deadline=None,
)
@given(WELL)
def test_nothing_is_said_of_what_is_well_written(read: Read, parts: list[tuple[str, str, str]]) -> None:
    _, findings = read(composed(parts))
    assert [finding for finding in findings.found if finding.kind.startswith(("words-", "markup-"))] == []
