"""Which words can be Vietnamese: every syllable is an onset, a rime and a tone, and few of the combinations there are."""

import unicodedata
from functools import cache

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
#: Acute and dot below: the only tones before a stop.
_STOPPED_TONES = frozenset("\u0301\u0323")
#: What may stand before any vowel but e, ê, i and y; before these; and before all of them.
_BROAD, _NARROW = ("c", "g", "ng"), ("k", "gh", "ngh")
_ONSETS = (
    "", "b", "ch", "d", "đ", "gi", "h", "kh", "l", "m", "n", "nh", "ph", "qu", "r", "s", "t", "th", "tr", "v", "x",
)  # fmt: skip
_RIMES = (
    "a", "ac", "ach", "ai", "am", "an", "ang", "anh", "ao", "ap", "at", "au", "ay", "ăc", "ăm", "ăn", "ăng", "ăp", "ăt", "âc", "âm",
    "ân", "âng", "âp", "ât", "âu", "ây", "e", "ec", "em", "en", "eng", "eo", "ep", "et", "ê", "êch", "êm", "ên", "ênh", "êp", "êt",
    "êu", "i", "ia", "ich", "im", "in", "inh", "ip", "it", "iu", "iêc", "iêm", "iên", "iêng", "iêp", "iêt", "iêu", "o", "oc", "oi",
    "om", "on", "ong", "op", "ot", "ooc", "oong", "oa", "oac", "oach", "oai", "oam", "oan", "oang", "oanh", "oao", "oap", "oat", "oay",
    "oăc", "oăm", "oăn", "oăng", "oăt", "oe", "oen", "oeo", "oet", "ô", "ôc", "ôi", "ôm", "ôn", "ông", "ôp", "ôt", "ơ", "ơi", "ơm",
    "ơn", "ơp", "ơt", "u", "ua", "uc", "ui", "um", "un", "ung", "up", "ut", "uân", "uâng", "uât", "uây", "uê", "uêch", "uên", "uênh",
    "uôc", "uôi", "uôm", "uôn", "uông", "uôt", "uơ", "uy", "uya", "uych", "uyn", "uynh", "uyp", "uyt", "uyu", "uyên", "uyêt", "ư",
    "ưa", "ưc", "ưi", "ưm", "ưn", "ưng", "ưt", "ưu", "ươc", "ươi", "ươm", "ươn", "ương", "ươp", "ươt", "ươu", "y", "yêm", "yên",
    "yêng", "yêt", "yêu",
)  # fmt: skip


@cache
def _known() -> frozenset[str]:
    """Return all syllables there can be, without their tones."""
    narrow = tuple("eêiy")
    known = {onset + rime for onset in _ONSETS for rime in _RIMES}
    known |= {onset + rime for onset in _BROAD for rime in _RIMES if not rime.startswith(narrow)}
    known |= {onset + rime for onset in _NARROW for rime in _RIMES if rime.startswith(narrow)}
    return frozenset(known | {"gi", "giêng", "giêc"})


def is_syllable(word: str) -> bool:
    """Return whether ``word`` (NFC) can be a Vietnamese syllable, as it is spelled without mistakes."""
    if len(word) > 7:
        return False
    tones: list[str] = []
    letters: list[str] = []
    for each in unicodedata.normalize("NFD", word.lower()):
        (tones if each in _TONES else letters).append(each)
    plain = unicodedata.normalize("NFC", "".join(letters))
    if len(tones) > 1 or plain not in _known():
        return False
    stopped = plain.endswith(("c", "ch", "p", "t"))
    return not stopped or (bool(tones) and tones[0] in _STOPPED_TONES)
