"""Answers for the sites that tests make."""

from datetime import datetime
from zoneinfo import ZoneInfo

from ban_tin.starter.questions import QUESTIONS, read_answer

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
#: The four kinds of office that the program is known to suit, as flags of ``ban-tin new``.
SITES = {
    "so-y-te": {
        "kind": "Sở Y tế", "name": "Sở Y tế tỉnh Thanh Sơn", "address": "5 Đường Hòa Bình, phường Thanh Sơn",
        "phone": "0299 555 0100", "responsible_person": "Vũ Hải Yến",
    },
    "phong-gddt": {"kind": "2", "name": "Phòng Giáo dục và Đào tạo huyện Đông Khê", "domain": "pgddongkhe.edu.vn"},
    "so-gddt": {"name": "Sở Giáo dục và Đào tạo thành phố Bình Hải", "phone": "0299 555 0200"},
    "biology": {
        "language": "en", "kind": "4", "name": "Department of Biology, Thanh Son University",
        "address": "1 River Road, Thanh Son", "phone": "+84 299 555 0123", "responsible_person": "Vu Hai Yen",
    },
}  # fmt: skip


def answers(**given: str) -> dict[str, str]:
    """Return all answers of an office that gives these and takes the defaults for the others."""
    known: dict[str, str] = {}
    for name, question in QUESTIONS.items():
        known[name] = read_answer(name, given.get(name, question.default(known)), known)
    return known
