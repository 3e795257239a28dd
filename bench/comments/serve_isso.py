"""Isso on granian with one worker, as ours: ``python serve_isso.py PORT FOLDER PAGES``, run by the Python that has it.

``PAGES`` is the address of the site. Nothing is moderated and nobody is held back.
"""

import sys
from pathlib import Path

from granian import Granian
from granian.constants import Interfaces


def isso(folder: str, pages: str):  # type: ignore[no-untyped-def]
    """The application, with a database in ``folder``."""
    from isso import config, make_app

    settings = Path(folder) / "isso.cfg"
    settings.write_text(
        f"[general]\ndbpath = {folder}/isso.db\nhost = {pages}/\n[guard]\nenabled = false\n[server]\nlisten = http://localhost\n"
    )
    return make_app(config.load(config.default_file(), str(settings)), threading=True)


if __name__ == "__main__":
    port, folder, pages = sys.argv[1:]
    server = Granian(
        "made", address="127.0.0.1", port=int(port), interface=Interfaces.WSGI, workers=1, log_enabled=False
    )
    server.serve(target_loader=lambda: isso(folder, pages), wrap_loader=False)
