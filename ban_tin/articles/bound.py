"""The text of an article with its names and numbers kept together, for its page alone: feeds and search have the words as they were typed."""

import re

from ban_tin.language.vietnamese import bind_words

#: A tag, with its attributes; in quotation marks ``>`` ends none.
_TAG = re.compile(r"""(<[^<>"]*(?:"[^"]*"[^<>"]*)*>)""")
_AS_TYPED = ("<pre", "<code")


def bind_html(html: str) -> str:
    """Return published ``html`` whose texts are bound as by ``bind_words``; program code is left as it was typed."""
    parts = _TAG.split(html)
    open_code = 0
    for number, part in enumerate(parts):
        if number % 2:
            open_code += part.startswith(_AS_TYPED) - part.startswith(("</pre", "</code"))
        elif " " in part and not open_code:
            parts[number] = bind_words(part)
    return "".join(parts)
