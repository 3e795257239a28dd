"""Our counter for the load: as it is run, but without the limits of comments a minute, an article and a day.

``FOLDER`` has ``pages.json``; the data lie there too.
"""

import os
from pathlib import Path

from counter import Config, create_app

FOLDER = Path(os.environ["FOLDER"])
MANY = 10**9
app = create_app(
    Config(
        data=FOLDER / "data",
        pages=FOLDER / "pages.json",
        trusted_proxies=("127.0.0.1/32",),
        comments_a_day=MANY,
        suspects_a_day=MANY,
        comment_bytes=MANY,
        suspect_bytes=MANY,
        comments_a_minute=MANY,
    )
)
