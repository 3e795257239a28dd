"""LibreOffice, where it is installed, for what no reader of ours reads: it converts to ``.docx`` in a folder and a profile of its own."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from newsdesk.importing.limits import LIMITS

_PROGRAMS = ("soffice", "libreoffice")


def convert_to_docx(content: bytes, extension: str) -> bytes | None:
    """Return ``content`` as ``.docx``; None where LibreOffice is not there, takes too long or fails."""
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        return None
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / f"document{extension}"
        source.write_bytes(content)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [
            program,
            profile,
            "--headless",
            "--norestore",
            "--nolockcheck",
            "--convert-to",
            "docx",
            "--outdir",
            name,
            str(source),
        ]
        try:
            subprocess.run(command, check=True, timeout=LIMITS.seconds, stdin=subprocess.DEVNULL, capture_output=True)
            converted = folder / "document.docx"
            return converted.read_bytes() if converted.stat().st_size <= LIMITS.file_bytes else None
        except (OSError, subprocess.SubprocessError):
            return None
