"""Lines that say who wrote an article, who took its photos and where it is from, as fields of ours."""

import re

from ban_tin.articles.captions.bylines import is_byline, is_dateline
from ban_tin.articles.captions.names import is_office, is_signed_name, names_only, parts_of_names
from newsdesk.importing.structure.dates import read_date

_AND = r"\s*(?:và|,|-|–|/|&|\+)\s*"
_PHOTO = r"(?:ảnh|hình|hình ảnh)"
_TEXT = r"(?:tin|tinh|bài viết|viết bài|bài|nội dung)"
_LABEL = re.compile(
    rf"(?P<label>{_TEXT}(?:{_AND}(?:{_PHOTO}|bài|tin|video|clip))*|{_PHOTO}{_AND}(?:tin|bài)|{_PHOTO}|nguồn ảnh|ảnh tư liệu"
    r"|tin bài|(?:người\s+)?thực hiện|tác giả(?: bài viết)?|người viết(?: bài| tin)?|người đưa tin|giáo viên|GV|phóng viên|cộng tác viên|PV|CTV|by|author|written by"
    r"|nguồn(?: tin| bài)?|theo|source|biên tập(?: viên)?|BTV|người đăng|đăng bởi|tổng hợp|sưu tầm|biên soạn|dịch|lược dịch)"
    r"\s*[:：]\s*(?P<name>\S.*)",
    re.IGNORECASE,
)
_BARE_LABEL = re.compile(
    rf"(?P<label>{_TEXT}{_AND}{_PHOTO}|tin bài)[\s.–—-]+(?P<name>\S.*)",
    re.IGNORECASE,
)
#: ``Bài: Minh Hà; Ảnh: Quốc Bảo``
_SEVERAL = re.compile(
    rf"([^:;|]+:[^:;|]+?)\s*(?:[;|]|\s[–—-]\s|,(?=\s*{_PHOTO}\s*:))\s*([^:;|]+:[^:;|]+)", re.IGNORECASE
)
#: ``Đơn vị: Trường THCS Kim Đồng, huyện Ba Vì`` under the name of who wrote it.
_WORKS_AT = re.compile(r"(?:đơn vị(?: công tác)?|nơi công tác)\s*:\s*(?P<office>\S.*)", re.IGNORECASE)
#: Who signs without a name.
_DESK = re.compile(r"P\.?V|B\.?B\.?T|C\.?T\.?V|B\.?T\.?V|B\.?T\.?T")
#: What stands alone in the line over a name.
_BARE_ROLE = re.compile(
    r"(?:người (?:viết|viết bài|viết tin bài|viết tin|đưa tin|thực hiện)|tác giả(?: bài viết)?)\s*:?", re.IGNORECASE
)
_POSITION = re.compile(r"(?:P?CVP|GV|HS|HT|TPT)(?!\w)", re.IGNORECASE)
_POSTED = re.compile(
    r"(?P<when>(?:đăng|được đăng|cập nhật|gửi|đăng tải)\s.*?)\s+(?:bởi|by)\s*:?\s+(?P<who>[^|]{1,60})", re.IGNORECASE
)
_NOBODY = re.compile(r"(?:super\s*)?admin\w*|quản trị(?: viên)?|webmaster|editor|ban biên tập", re.IGNORECASE)
_OFFICIAL = re.compile(
    r"(?<!\w)(?:giám đốc|hiệu trưởng|chủ tịch|bí thư|trưởng (?:phòng|ban|đoàn)|chánh văn phòng|bộ trưởng|cục trưởng|vụ trưởng|viện trưởng|thủ trưởng|tổng biên tập|người (?:viết|lập|báo cáo)|KT\.|TM\.|TL\.|TUQ\.)",
    re.IGNORECASE,
)
_FROM = re.compile(r"\(?\s*(?:theo|nguồn)\s+(?P<name>[^()]+?)\s*\)?\.?", re.IGNORECASE)
#: ``Theo Cổng TTĐT tỉnh, ngày 20/11/2026``: the day of the source is not the article's.
_FROM_WHEN = re.compile(r"\s*,?\s*(?:số\s+)?(?:ra\s+)?ngày\s+\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}$", re.IGNORECASE)
_COMPILED = re.compile(
    r"(?P<name>.+?)\s*\((?:tổng hợp|t/h|th|sưu tầm|st|biên soạn|ghi|lược ghi|thực hiện|dịch|lược dịch|biên tập)\)\.?$",
    re.IGNORECASE,
)
_SITE = re.compile(r"(?:https?://|www\.)?(?:[\w-]+\.)+(?:vn|com|org|net|edu|gov|info)(?:/\S*)?", re.IGNORECASE)
_TAGS = re.compile(r"(?:từ khóa|từ khoá|tags?|thẻ)\s*:\s*(?P<tags>\S.*)", re.IGNORECASE)
_TITLE = re.compile(
    r"^(?:(?:PGS|GS|TSKH|TS|Th\.?S|ThS|CN|BS|KS|NCS|NGƯT|NGND|NSƯT)\b\.?[\s,]*)+|^(?:nhà báo|phóng viên|biên tập viên|cộng tác viên|(?:cô|thầy)(?: giáo)?)\s+",
    re.IGNORECASE,
)
_EDITS = ("biên tập", "btv", "người đăng", "đăng bởi", "dịch", "lược dịch")

#: Values of fields: text, or several names.
Fields = dict[str, str | tuple[str, ...]]


def read_byline(text: str) -> Fields:
    """Return what one line says of author, office, credit, source, tags and date; nothing where it isn't such a line."""
    text = " ".join(text.split()).strip()
    if not text or len(text) > 200:
        return {}
    inner = text[1:-1].strip() if text.startswith("(") and text.endswith(")") and text.count("(") == 1 else text
    if tags := _TAGS.fullmatch(inner):
        names = tuple(part.strip(" .#") for part in re.split(r"[,;|]", tags["tags"]) if part.strip(" .#"))
        return {"tags": names} if names else {}
    if _SITE.fullmatch(inner):
        return _from(inner)
    if is_dateline(inner) and not inner.endswith("."):
        return _dateline(inner)
    if (match := _POSTED.fullmatch(inner)) and is_dateline(match["when"]):
        who = match["who"].strip(" .,;–—-")
        return _dateline(match["when"]) | (_people(who) if is_signed_name(who) and not _NOBODY.fullmatch(who) else {})
    if several := _SEVERAL.fullmatch(inner):
        return read_byline(several[1]) | read_byline(several[2])
    if match := _LABEL.fullmatch(inner) or _BARE_LABEL.fullmatch(inner):
        return _labelled(match["label"].lower(), match["name"].strip(" .,;–—-"))
    if match := _COMPILED.fullmatch(text):
        return _people(match["name"]) if names_only(match["name"]) else {}
    if (match := _FROM.fullmatch(text)) and is_byline([text]):
        return _from(match["name"])
    return {}


def read_signature(text: str) -> Fields:
    """Return what names alone at the end of an article say; nothing where there is anything else in the line."""
    text = " ".join(text.split()).strip(" .,;–—-")
    if workplace := read_workplace(text):
        return workplace
    if _DESK.fullmatch(text):
        return {"author": (text,)}
    if text.startswith("(") and text.endswith(")") and is_office(text[1:-1].strip()):
        return {"office": text[1:-1].strip()}
    long_enough = len(text.split()) > 1 or text.count(".") > 1
    if signs_as(text):
        return {}
    return _people(text) if long_enough and len(text) <= 120 and names_only(text) else {}


def read_workplace(text: str) -> Fields:
    """Return the office of who wrote it from a line that says nothing else: ``Đơn vị: Trường THCS Kim Đồng``."""
    match = _WORKS_AT.fullmatch(" ".join(text.split()).strip(" .,;"))
    if match is None:
        return {}
    office, *place = match["office"].split(",")
    named = is_office(office.strip()) and all(part.strip()[:1].isalpha() and len(part) < 40 for part in place)
    return {"office": match["office"]} if named else {}


def is_role_alone(text: str) -> bool:
    """Return whether ``text`` says as what somebody signs whose name stands in the next line: ``Người viết``."""
    return _BARE_ROLE.fullmatch(" ".join(text.split())) is not None


def signs_as(text: str) -> bool:
    """Return whether ``text`` is what somebody signs as, in capitals: the name below it is the signer's, and no author's."""
    return text.isupper() and _OFFICIAL.search(text) is not None


def _labelled(label: str, name: str) -> Fields:
    if label.startswith(_EDITS) or not name:
        return {}
    if label.startswith(("nguồn ảnh", "ảnh tư liệu")):
        return {"credit": name}
    if label.startswith(("nguồn", "theo", "source")):
        return _from(name)
    photos = re.search(rf"(?<!\w){_PHOTO}(?!\w)", label) is not None
    written = re.sub(rf"(?<!\w){_PHOTO}(?!\w)|{_AND}", "", label).strip() != ""
    fields = _people(name) if written else {}
    if photos:
        people = fields.get("author")
        fields["credit"] = ", ".join(people) if isinstance(people, tuple) and people else name
    return fields


def _people(text: str) -> Fields:
    """Return the people and the office that ``text`` names; ``Minh Hà – PCVP Sở`` is a person and what she is."""
    if is_office(text):
        return {"office": text}
    parts = parts_of_names(text)
    people = tuple(
        _TITLE.sub("", part).strip() or part for part in parts if is_signed_name(part) and not is_office(part)
    )
    offices = [part for part in parts if is_office(part) and not _POSITION.match(part)]
    fields: Fields = {}
    if people:
        fields["author"] = people
    elif not offices:
        fields["author"] = (text,)
    if offices:
        fields["office"] = offices[0]
    return fields


def _from(name: str) -> Fields:
    name = _FROM_WHEN.sub("", name.strip(" ."))
    address = re.fullmatch(r"https?://\S+", name)
    fields: Fields = {"source": re.sub(r"^https?://(?:www\.)?|/.*$", "", name) if address else name}
    if address:
        fields["source_url"] = name
    return fields


def _dateline(text: str) -> Fields:
    """Return date, author and section of ``Bá Hải - 20/05/2020, 07:50 GMT+7 | Kết nối``."""
    fields: Fields = {}
    if date := read_date(text):
        fields["date"] = date.value
    parts = [part.strip(" .,;:()–—-") for part in re.split(r"\s[–—-]\s|[|•·]", text)]
    for number, part in enumerate(parts):
        if re.search(r"\d", part):
            continue
        if is_office(part):
            fields.setdefault("office", part)
        elif is_signed_name(part) and number == 0 and len(parts) > 1:
            fields.setdefault("author", (part,))
        elif part and number == len(parts) - 1 and number and "|" in text:
            fields.setdefault("category", part)
    return fields
