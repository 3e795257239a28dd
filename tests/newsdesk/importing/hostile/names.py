"""Names that lead out of a folder, that some system keeps for itself, or that would do something in a report."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Names:
    """``outside``: in a ZIP file, out of its folder. ``odd``: in a ZIP file, and no name for a file. ``files``: of files as they lie."""

    outside: tuple[str, ...]
    odd: tuple[str, ...]
    files: tuple[str, ...]


HOSTILE_NAMES = Names(
    outside=(
        "../ngoai.txt", "a/../../ngoai.txt", "..\\ngoai.txt", "/tmp/ngoai.txt", "\\\\host\\share\\ngoai.txt", "C:\\ngoai.txt", "c:ngoai.txt", "a/b/../../../ngoai.txt",
    ),
    odd=(
        "CON.txt", "nul", "aux.txt", "com1.docx.txt", "tin. ", "tin.txt.", "a:luong.txt", "a" * 300 + ".txt", "ti\x01n\x1b[31m.txt", "tin\u202etxt.exe.txt", "tin\u200b.txt",
        "./././tin.txt", "a" * 90 + "/" + "b" * 90 + "/tin.txt", "tin?.txt", "-rf.txt", "~$tin.txt", "$(touch x).txt",
    ),
    files=(
        "=1+cmd|' C calc'!A0.txt", "+SUM(A1).txt", "-2+3.txt", "@SUM(A1).txt", "<img src=x onerror=alert(1)>.txt", "'><script>alert(1)<script>.txt",
        "tin\u202etxt.exe.txt", "ti\x1b[31mn.txt", "tin\nhai.txt", "tin\tba.txt", "--site.txt", "CON.txt", "%s%n{0}{about}.txt", "`id`$(id).txt", "{{7*7}}.txt", "]]>.txt",
    ),
)  # fmt: skip
