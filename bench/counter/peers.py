"""The peers' nearest operation, each on granian with one worker as ours, so that servers don't make the difference.

``python peers.py runlight|isso port folder``, run by the Python of the folder that the peers are installed in.
"""

import os
import sys

from granian import Granian
from granian.constants import Interfaces


def runlight(folder: str):  # type: ignore[no-untyped-def]
    """Page views of runlight: a row a hit, WAL with synchronous=NORMAL."""
    from runlight import Runlight
    from runlight.asgi import RunlightMiddleware
    from runlight.store import Stores

    async def nothing(scope, receive, send):  # type: ignore[no-untyped-def]
        await send({"type": "http.response.start", "status": 404, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    store = Stores.sqlite(f"{folder}/runlight.db")
    made = Runlight(store=store, site={"name": "so.example", "hostnames": ["so.example"]})
    return RunlightMiddleware(nothing, runlight=made)


def isso(folder: str):  # type: ignore[no-untyped-def]
    """Comments of Isso: what it writes; it counts no readers."""
    from pathlib import Path

    from isso import config, make_app

    settings = Path(folder) / "isso.cfg"
    settings.write_text(
        f"[general]\ndbpath = {folder}/isso.db\nhost = https://so.example/\n[guard]\nenabled = false\n[server]\nlisten = http://localhost\n"
    )
    return make_app(config.load(config.default_file(), str(settings)), threading=True)


if __name__ == "__main__":
    name, port, folder = sys.argv[1:]
    target = {"runlight": runlight, "isso": isso}[name]
    interface = Interfaces.ASGI if name == "runlight" else Interfaces.WSGI
    os.environ["BENCH_FOLDER"] = folder
    server = Granian("made", address="127.0.0.1", port=int(port), interface=interface, workers=1, log_enabled=False)
    server.serve(target_loader=lambda: target(folder), wrap_loader=False)
