"""Which files readers are offered beside an article, and which never: a list of what offices send, not of what is dangerous.

Whatever a browser opens as a document, a script or a style would run as a part of the site.
"""

import re
from pathlib import Path

#: Endings of images: what the camera wrote into them is taken out before they are offered.
IMAGES = frozenset({"jpg", "jpeg", "png", "webp", "avif", "gif", "heic", "heif", "tif", "tiff"})
#: Endings of the files that are offered as they are. Neither gz nor br: a server may unpack x.html.gz for a browser.
OFFERED = IMAGES | {
    "pdf", "doc", "docx", "dotx", "xls", "xlsx", "xlsm", "xltx", "ppt", "pptx", "pps", "ppsx", "odt", "ods", "odp", "odg",
    "rtf", "txt", "csv", "epub", "ics", "zip", "rar", "7z",
    "mp3", "m4a", "aac", "ogg", "oga", "opus", "wav", "mp4", "m4v", "webm", "mov", "vtt", "srt",
}  # fmt: skip
DRAWINGS = frozenset({"svg", "svgz"})
#: Endings of what browsers open as a page, load or run, or servers do: what is said of them is more than of other endings.
ACTIVE = frozenset(
    {
        "html", "htm", "shtml", "shtm", "stm", "xhtml", "xht", "xml", "xsl", "xslt", "xsd", "rdf", "rss", "atom", "mathml", "mml",
        "mht", "mhtml", "hta", "htc", "js", "mjs", "cjs", "css", "wasm", "swf", "webmanifest", "appcache",
        "php", "php3", "php4", "php5", "php7", "phtml", "phar", "asp", "aspx", "ashx", "jsp", "jspx", "cgi", "pl",
    }
)  # fmt: skip
#: Endings of programs, of what starts one, and of documents with programs in them: whoever opens the file runs what is in it.
PROGRAMS = frozenset(
    {
        "exe", "com", "scr", "bat", "cmd", "msi", "msix", "ps1", "vbs", "vbe", "jse", "wsf", "wsh", "pif", "cpl", "lnk", "reg", "jar", "apk",
        "ipa", "dmg", "pkg", "deb", "rpm", "appimage", "app", "dll", "sys", "sh", "py", "chm", "docm", "dotm", "pptm", "potm", "ppsm", "xltm",
        "xlam", "ppam", "xlsb", "iso", "img",
    }
)  # fmt: skip
#: How programs begin, of Windows and of Linux.
_PROGRAM = (b"MZ", b"\x7fELF")
#: As much as browsers look at to tell what a file is (https://mimesniff.spec.whatwg.org/), and some more.
_HEAD = 4096
#: The byte order marks, what browsers pass over, and the zeros of UTF-16.
_PASSED_OVER = b"\xef\xbb\xbf\xfe\xff\x00\t\n\x0c\r "
#: The beginning of a web page, a drawing or XML: broader than what browsers take for one.
_MARKUP = re.compile(rb"<(?:[!?]|[a-z][a-z0-9:._-]*[\s/>])", re.IGNORECASE)


def refused_kind(path: Path, *names: str) -> str:
    """Return the kind of finding that says why the file ``path``, also called ``names``, can't be offered; ``""`` when it can.

    The last ending of a name counts, as for servers and browsers. Raises ``OSError``.
    """
    for name in (path.name, *names):
        ending = name.rpartition(".")[2].lower().rstrip() if "." in name else ""
        if ending in DRAWINGS:
            return "attachment-drawing"
        if ending in ACTIVE:
            return "attachment-active"
        if ending in PROGRAMS:
            return "attachment-program"
        if ending not in OFFERED:
            return "attachment-kind"
    with path.open("rb") as file:
        head = file.read(_HEAD)
    # A text may begin with these letters, and has no zeros.
    if head.startswith(_PROGRAM) and b"\0" in head:
        return "attachment-program"
    markup = _MARKUP.match(head.lstrip(_PASSED_OVER).replace(b"\x00", b""))
    return "attachment-disguised" if markup else ""
