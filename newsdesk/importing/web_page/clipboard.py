"""HTML as browsers put it on the clipboard: a head of offsets, and a fragment between two remarks."""

import re

_HEAD = re.compile(rb"\s*Version:\s*[\d.]+\s", re.IGNORECASE)
_OFFSET = re.compile(rb"^(StartHTML|EndHTML|StartFragment|EndFragment|SourceURL):[ \t]*(.*?)[ \t\r]*$", re.MULTILINE)


def is_clipboard(content: bytes) -> bool:
    """Return whether ``content`` is HTML of a clipboard of Windows, with its head."""
    return _HEAD.match(content[:200]) is not None and b"StartHTML" in content[:400]


def read_clipboard(content: bytes) -> tuple[bytes, str]:
    """Return the fragment in ``content``, in UTF-8, and the address that it was copied from (``""``: not said)."""
    start = content.find(b"<")
    head = dict(_OFFSET.findall(content[: start if start >= 0 else None]))
    address = head.get(b"SourceURL", b"").decode("utf-8", "replace")
    begin, end = content.find(b"<!--StartFragment-->"), content.rfind(b"<!--EndFragment-->")
    if begin < 0 or end < begin:
        begin, end = _number(head.get(b"StartFragment", b"")), _number(head.get(b"EndFragment", b""))
        # Programs count wrongly: a fragment that lies outside is the whole.
        if not 0 < begin < end <= len(content):
            return content[max(start, 0) :], _web(address)
    return content[begin:end], _web(address)


def _number(text: bytes) -> int:
    return int(text) if text.isdigit() and len(text) < 12 else -1


def _web(address: str) -> str:
    return address if re.match(r"https?://", address) else ""
