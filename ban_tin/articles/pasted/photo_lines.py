"""Slips in the line of a photo: what can mean one thing only is made right, of all else the line to type is told."""

import re

from ban_tin.articles.pasted.attributes import is_attribute_list
from ban_tin.articles.pasted.line import Line, LineReport
from ban_tin.articles.pasted.sheet import Edit, Sheet

EXTENSION = r"\.(?:jpe?g|jfif|png|webp|heic|heif|gif|avif|tiff?|bmp|mp4|webm|mov)"
_MEDIA = re.compile(rf"{EXTENSION}\b", re.IGNORECASE)
_FLAGS = re.IGNORECASE
#: How a line begins that holds a photo alone: in a list, in a quote, in a cell.
_BEFORE = r"^[ \t]*(?:(?:>|[-*+]|\d+[.)])[ \t]*)*"
#: An image as Markdown reads it.
_IMAGE = re.compile(r"!\[(?P<alt>(?:[^\[\]\n]|\[[^\[\]\n]*\])*)\]\((?P<inside>(?:<[^<>\n]*>|[^()\n]|\([^()\n]*\))*+)\)")
_NAME = rf"[^\[\](){{}}<>（）［］【】\"“”\n|!*]*?{EXTENSION}"
_TITLE = r"""(?:[ \t]+(?:"[^"\n]*"|'[^'\n]*'|“[^”\n]*”))?"""
#: An image of which a bracket is missing, another one, or apart.
_LOOSE = re.compile(
    rf"(?:(?<=[\s|>])|^)\\?[!！]{{1,2}}(?P<blank>[ \t]{{0,3}})(?P<open>\\?[\[［【({{（<]+)(?P<alt>[^\[\](){{}}（）［］【】<>\\\n]*)"
    rf"(?P<close>(?:\\?[\])}}）］】>])*)[ \t]{{0,3}}(?P<between>[:=\-–—]?)[ \t]{{0,3}}(?P<open2>(?:\\?[(\[{{（［【<])*)[ \t]{{0,3}}"
    rf"(?P<target>{_NAME})>?(?P<title>{_TITLE})[ \t]{{0,3}}(?P<close2>(?:\\?[)\]}}）］】>])*)",
    _FLAGS,
)
#: An image that lacks its first bracket.
_UNOPENED = re.compile(
    rf"{_BEFORE}[!！][ \t]{{0,3}}(?P<alt>[^\[\]()!<>\n]+)\][ \t]{{0,3}}\([ \t]{{0,3}}(?P<target>{_NAME})(?P<title>{_TITLE})[ \t]{{0,3}}\)?",
    _FLAGS,
)
_TARGET_BELOW = re.compile(rf"(?<!\])(!\[[^\[\]\n]*\])[ \t]*\n[> \t]*(\([^()\n]*{EXTENSION}[^()\n]*\))", _FLAGS)
_TITLE_BELOW = re.compile(r"""(!\[[^\[\]\n]*\]\([^()\n"]*[^()\s"])[ \t]*\n[> \t]*((?:"[^"\n]*"|'[^'\n]*')?[ \t]*\))""")
#: An image without brackets for what is seen, or with the sign within them.
_UNSEEN = re.compile(
    rf"(?P<before>{_BEFORE})(?:![ \t]?\((?P<bare>{_NAME})\)|\[!(?P<alt>[^\[\]\n]+)\]\((?P<target>{_NAME}{_TITLE})\))[ \t]*$",
    _FLAGS,
)
#: A linked photo as turndown writes it, with its brackets on lines of their own.
_BROKEN_LINK = re.compile(
    r"\[\s{0,20}(?P<image>!\[[^\[\]\n]*\]\([^()\n]*\))(?P<words>(?:[^\[\]\n]|\n(?!\s*\n\s*\n)){0,500})\n\s{0,20}\]\((?P<target>[^()\n]*)\)"
)
#: What stands in the parentheses: a name in quotes, a size, a title that lacks a quote or both.
_QUOTED = re.compile(rf"""[ \t]*["“”'‘’`]+[ \t]*({_NAME})[ \t]*["“”'‘’`]+[ \t]*""", _FLAGS)
_SIZED = re.compile(
    rf"({_NAME})(?:[ \t]+=[ \t]*[\d.*%]*(?:px)?x?[\d.*%]*(?:px)?|[ \t]*\|[ \t]*[\d.]+(?:x[\d.]+)?|[ \t]+(?:width|height)[ \t]*=.*)"
    rf"({_TITLE})[ \t]*",
    _FLAGS,
)
_TITLED = re.compile(
    rf"""({_NAME})(?P<gap>[ \t]*[,;:]?[ \t]*)(?P<first>["']?)(?P<words>[^"'“”\n]+?)(?P<last>["']?)[ \t]*""", _FLAGS
)
#: A backslash between folders; before a sign of Markdown it is an escape.
_FOLDER = re.compile(r"\\(?=[^\W_])")
_DRIVE = re.compile(r"(?:[a-z]:|\\\\|file:)", _FLAGS)
#: A photo alone on its line between signs that are none of Markdown's.
_PLAIN_IMAGE = r"!\[[^\[\]\n]*\]\((?:<[^<>\n]*>|[^()\n]|\([^()\n]*\))*+\)(?:\{:?[^{}\n]*\})?"
_WRAPPED = re.compile(
    rf"(?P<before>{_BEFORE})(?P<left>[(\[\"“”'‘’«„.,:;]*)(?P<image>{_PLAIN_IMAGE}(?:[ \t]+{_PLAIN_IMAGE})*)"
    r"(?P<right>[)\]\"“”'‘’».,:;!…。．，、]*)[ \t]*$"
)
#: Words on the line of a photo that are its caption rather than a sentence that it stands in.
_BESIDE = re.compile(rf"{_BEFORE}(?P<image>{_PLAIN_IMAGE})(?P<gap>[ \t]*)(?P<words>[^!|\n\v]{{1,300}})$")
_DASH = re.compile(r"[-–—:\[(]")
_BRACES = re.compile(rf"{_IMAGE.pattern}[ \t]*(?P<braces>\{{:?(?P<content>[^{{}}\n]*)\}})")
_BARE = re.compile(
    rf"[ \t]*[\[(<{{\"“‘'*_]*(?:(?:chèn|xem|thêm)[ \t]+(?:ảnh[ \t]+)?|(?:ảnh|hình|hình ảnh|photo|image)[ \t]*[\d.]*[ \t]*:[ \t]*)?"
    rf"(?P<name>[^\[\](){{}}<>\"“”‘’|:*/\n]{{1,100}}?{EXTENSION})[\])>}}\"”’'*_.]*(?:[ \t]+[-–—][ \t][^!\n]{{1,200}})?[ \t]*",
    _FLAGS,
)
_LINK = re.compile(rf"(?P<before>{_BEFORE})(?P<link>\[[^\[\]\n]*\]\((?P<target>{_NAME}){_TITLE}\))[ \t]*$", _FLAGS)
_ITALIC = re.compile(r"[> \t]*([*_])[^*_\s].*[^*_\s]\1[ \t]*")
_UNNAMED = re.compile(r"!\[(?P<alt>[^\[\]\n]*)\]\([ \t]*(?:<>)?[ \t]*\)")
_REFERENCE = re.compile(r"!\[[^\[\]\n]*\]\[")
_LOST = re.compile(r"(?:!|^[ \t>]*! |！)[\[［【]")
_NAMED = re.compile(rf"[^\s\[\](){{}}<>（）［］【】\"“”]{{1,150}}{EXTENSION}", _FLAGS)
#: No name and no title is longer.
_LONGEST = 500


def fix_photo_lines(lines: list[Line], report: LineReport) -> list[Line]:
    """Write the lines of photos as Markdown has them; what is no photo for certain is reported."""
    if not any("![" in line.text or _MEDIA.search(line.text) for line in lines):
        return lines
    sheet = Sheet(lines)
    edits = [Edit(*match.span(), match[1] + match[2]) for match in _TARGET_BELOW.finditer(sheet.prose)]
    edits += [Edit(*match.span(), f"{match[1]} {match[2]}") for match in _TITLE_BELOW.finditer(sheet.prose)]
    edits += [Edit(*match.span(), _linked(match)) for match in _BROKEN_LINK.finditer(sheet.prose)]
    if edits:
        sheet = Sheet(sheet.edited(edits))
    prose = sheet.prose.split("\n")
    references = {line.partition("]:")[0].strip(" [").lower() for line in prose if "]:" in line}
    done: list[Line] = []
    for number, (line, shown) in enumerate(zip(sheet.lines, prose, strict=True)):
        if shown != line.text or ("![" not in shown and not _MEDIA.search(shown)):
            done.append(line)  # Beside code, nothing is certain.
            continue
        text = _fixed(line.text, references)
        for match in _UNNAMED.finditer(text):
            report("photo-unnamed", line.number, text=match[0], alt=match["alt"])
        text = _UNNAMED.sub(r"\g<alt>", text)
        done.append(Line(text, line.number))
        _tell(text, line.number, prose, number, report)
    return done


def _linked(match: re.Match[str]) -> str:
    """Return a linked photo in one line; one that leads to a photo needs no link, as every photo opens large."""
    leads_to_photo = _MEDIA.search(match["target"].partition('"')[0])
    photo = match["image"] if leads_to_photo else f"[{match['image']}]({match['target']})"
    words = match["words"].strip()
    return f"{photo}\n{words}" if words else photo


def _fixed(text: str, references: set[str]) -> str:
    unseen = _UNSEEN.match(text)
    if unseen:
        return f"{unseen['before']}![{unseen['alt'] or ''}]({unseen['bare'] or unseen['target']})"
    text = _LOOSE.sub(lambda match: _tightened(match, references), text)
    if not _IMAGE.search(text):
        text = _UNOPENED.sub(_opened, text)
    text = _IMAGE.sub(_with_good_inside, text)
    text = _with_parenthesis(text)
    wrapped = _WRAPPED.match(text)
    if wrapped and (wrapped["left"] or wrapped["right"]) and _are_pairs(wrapped["left"], wrapped["right"]):
        return wrapped["before"] + wrapped["image"]
    return text


def _are_pairs(left: str, right: str) -> bool:
    """Return whether as many brackets are closed as opened: one alone may belong to something else."""
    return left.count("[") == right.count("]") and left.count("(") == right.count(")")


def _tightened(match: re.Match[str], references: set[str]) -> str:
    """Return an image with the brackets that it should have."""
    blank, opened, closed, opened2, closed2 = (match[name] for name in ("blank", "open", "close", "open2", "close2"))
    begins = not match.string[: match.start()].strip(" \t>-*+.)0123456789")
    if (blank and not begins) or not (closed or opened2) or (match["between"] and not closed):
        return match[0]
    if (opened, closed, opened2) == ("[", "]", "[") and match["target"].lower() in references:
        return match[0]
    joined = match.end("close") == match.start("open2") and match.start("open") == match.start() + 1
    if (opened, closed, opened2) == ("[", "]", "(") and joined and match[0][0] == "!":
        if not closed2:
            ends = not match.string[match.end() :].strip()
            return f"{match[0].rstrip()})" if ends else match[0]
        return match[0] if closed2 == ")" or not begins else f"{match[0][: -len(closed2)]})"
    if opened2 == "(<" and closed2 == ")":
        return match[0]
    if "<" in opened or (opened2.startswith("<") and not closed):
        return match[0]
    kept = ""
    if not begins and len(closed2) > 1:
        kept = closed2[1:]  # The parenthesis that the photo stands in.
    return f"![{match['alt'].strip()}]({match['target'].strip()}{match['title']}){kept}"


def _opened(match: re.Match[str]) -> str:
    before = match[0][: match[0].replace("！", "!").index("!")]
    return f"{before}![{match['alt'].strip()}]({match['target'].strip()}{match['title']})"


def _with_good_inside(match: re.Match[str]) -> str:
    alt, inside = match["alt"], match["inside"]
    if len(inside) > _LONGEST:
        return match[0]
    if _DRIVE.match(inside.lstrip(" <")):
        inside = re.sub(r"^([ <]*)\\\\", r"\1file://", inside).replace("\\", "/")
    inside = _FOLDER.sub("/", inside).replace('\\"', '"')
    if inside.lstrip().startswith("<") and ">" not in inside:
        inside = inside.lstrip()[1:]
    if _QUOTED.fullmatch(inside):
        inside = _QUOTED.sub(r"\1", inside)
    elif sized := _SIZED.fullmatch(inside):
        inside = sized[1] + sized[2]
    elif titled := _TITLED.fullmatch(inside):
        gap, first, last, words = titled["gap"], titled["first"], titled["last"], titled["words"]
        good = first == last != "" and gap.strip() == "" and gap
        if not good and (gap or first) and not _MEDIA.search(words):
            inside = f'{titled[1]} "{words.strip()}"'
    elif inside and not _MEDIA.search(inside) and re.fullmatch(_NAME, alt.strip(), _FLAGS) and "/" not in inside:
        alt, inside = inside, alt.strip()  # Each stands in the other's place.
    return f"![{alt}]({inside})"


def _with_parenthesis(text: str) -> str:
    """Put a name that has one parenthesis into the angle brackets that it needs."""
    if text.count("(") == text.count(")"):
        return text
    match = re.fullmatch(
        rf"(?P<before>{_BEFORE}!\[[^\[\]\n]*\]\()(?P<name>[^<>\"\n]*?{EXTENSION})(?P<after>{_TITLE}[ \t]*\).*)",
        text,
        _FLAGS,
    )
    if not match or match["name"].count("(") == match["name"].count(")"):
        return text
    return f"{match['before']}<{match['name']}>{match['after']}"


def _tell(text: str, number: int, prose: list[str], index: int, report: LineReport) -> None:
    for match in _BRACES.finditer(text):
        if not is_attribute_list(match["content"].strip()) and "credit" not in match["content"]:
            report("photo-braces", number, text=match["braces"])
    rest = _IMAGE.sub("", text)
    lost = _LOST.search(rest)
    named = _NAMED.search(rest, lost.end()) if lost else None
    if named:
        if not _REFERENCE.search(rest):
            report("photo-text", number, text=_short(text), image=named[0])
        return
    bare = _BARE.fullmatch(text)
    above = next((line for line in reversed(prose[max(index - 2, 0) : index]) if line.strip()), "")
    sentence = bare is not None and " " in bare["name"].strip() and text.rstrip().endswith(".")
    if bare and not sentence and not _IMAGE.search(above):
        report("photo-bare", number, image=bare["name"].strip())
        return
    link = _LINK.match(text)
    below = prose[index + 1] if index + 1 < len(prose) else ""
    beside = _BESIDE.match(text)
    if beside and not beside["words"].startswith(("{", "*", "_", "<", "\\", "`")):
        caption = _ITALIC.fullmatch(below) or not beside["gap"] or _DASH.match(beside["words"])
        words = beside["words"].strip(" \t-–—:[]()")
        if caption and words and "](" not in beside["words"]:
            report("photo-words", number, words=words, image=beside["image"])
    if link and _ITALIC.fullmatch(below):
        report("photo-linked", number, text=link["link"])


def _short(text: str) -> str:
    text = text.strip()
    return text if len(text) <= 100 else text[:100].rsplit(" ", 1)[0] + "…"
