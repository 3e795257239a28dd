"""A kind of finding is one thing: no two subjects call theirs by the same name."""

from collections import Counter

from ban_tin.findings.catalogue import SUBJECTS


def test_no_name_is_two_kinds() -> None:
    names = Counter(name for subject in SUBJECTS for name in subject.KINDS)
    assert [name for name, times in names.items() if times > 1] == []
