"""Telling systemd (``Type=notify``) that requests are answered from now on, so that whoever starts a service may ask it the next moment."""

import os
import socket

_ADDRESS = "NOTIFY_SOCKET"


def tell_ready() -> None:
    """Tell it, once; nothing happens where no systemd asks for it. Raises ``OSError`` where its socket is gone."""
    address = os.environ.pop(_ADDRESS, "")
    if address:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as telling:
            # A name that begins with @ is no file: sd_notify(3).
            telling.connect(f"\0{address[1:]}" if address.startswith("@") else address)
            telling.sendall(b"READY=1")
