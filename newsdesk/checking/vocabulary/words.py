"""Lists of words, read from the text files beside this module when they are first asked for."""

from functools import cache
from importlib.resources import files

#: Small words: twice, they are a slip wherever they stand.
SMALL = frozenset(
    (
        "bên",
        "bằng",
        "bị",
        "bởi",
        "cho",
        "chưa",
        "chỉ",
        "cuộc",
        "các",
        "cái",
        "còn",
        "có",
        "cùng",
        "cũng",
        "cả",
        "cần",
        "của",
        "do",
        "dưới",
        "giữa",
        "gồm",
        "hoặc",
        "khi",
        "không",
        "là",
        "lại",
        "mà",
        "mọi",
        "ngoài",
        "như",
        "nhưng",
        "nhằm",
        "những",
        "nên",
        "nếu",
        "phải",
        "qua",
        "ra",
        "rằng",
        "sau",
        "so",
        "sẽ",
        "sự",
        "theo",
        "thuộc",
        "thì",
        "trong",
        "trên",
        "trước",
        "tuy",
        "tại",
        "tới",
        "việc",
        "và",
        "vào",
        "vì",
        "vẫn",
        "về",
        "vốn",
        "với",
        "đang",
        "đây",
        "đã",
        "đó",
        "được",
        "đến",
        "để",
    )
)
#: Before a name they say what is named: twice, they are a slip even with large letters.
OFFICES = frozenset(
    (
        "ban",
        "bộ",
        "cục",
        "huyện",
        "hội",
        "ngành",
        "phòng",
        "phường",
        "sở",
        "thành",
        "trung",
        "trường",
        "tỉnh",
        "uỷ",
        "viện",
        "văn",
        "vụ",
        "xã",
        "đảng",
        "ủy",
    )
)
#: Two words that may stand twice.
TWICE = frozenset(
    {("từng", "bước"), ("từng", "ngày"), ("ngày", "càng"), ("rất", "nhiều"), ("bao", "giờ"), ("một", "hai")}
)


def _read(name: str) -> list[str]:
    lines = files(__package__).joinpath(name).read_text("utf-8").split("\n")
    return [word for line in lines if not line.startswith("#") for word in line.split()]


@cache
def foreign_words() -> frozenset[str]:
    """Return words of other languages and short forms, in small letters."""
    return frozenset(_read("foreign.txt"))


@cache
def reduplications() -> frozenset[str]:
    """Return the syllables that are good Vietnamese when they stand twice."""
    return frozenset(_read("reduplications.txt"))


@cache
def compounds() -> frozenset[tuple[str, str]]:
    """Return common words of two syllables."""
    return frozenset((word.partition("_")[0], word.partition("_")[2]) for word in _read("compounds.txt"))


def ordered_syllables() -> list[str]:
    """Return all syllables as the older custom writes them, the common ones first."""
    return _read("syllables.txt")
