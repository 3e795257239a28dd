"""``python -m newsdesk.preview [PORT]``: shows the site and follows every change until Ctrl-C."""

import sys
from contextlib import suppress

PORT = 8000


def port_of(text: str) -> int:
    """Return the port that ``text`` names; leaves with exit code 2 when it names none."""
    if text.isascii() and text.isdigit() and int(text) < 65536:
        return int(text)
    print(f"Cổng phải là một số từ 0 đến 65535 / not a port: {text}", file=sys.stderr)
    raise SystemExit(2)


def main() -> None:
    """Run a preview of the project in this folder."""
    port = port_of(sys.argv[1]) if len(sys.argv) > 1 else PORT
    from newsdesk.preview.open_site import open_site
    from newsdesk.preview.session import run

    # Planning a large site takes a second of one thread: the others must not wait 5 ms for each of their turns.
    sys.setswitchinterval(0.0005)
    run(open_site, port)


if __name__ == "__main__":
    # Ctrl-C is how a preview ends, while it starts too.
    with suppress(KeyboardInterrupt):
        main()
