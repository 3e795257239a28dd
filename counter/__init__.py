"""The visit counter: an ASGI application that answers a hit only once it is stored."""

from counter.app import create_app
from counter.config import Config

__all__ = ["Config", "create_app"]
