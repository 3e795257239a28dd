"""The rooms of the newsdesk: each is a function of the desk that returns its routes."""

from collections.abc import Callable, Sequence

from starlette.routing import Route

from newsdesk.desk.comments.room import comments_routes
from newsdesk.desk.desk import Desk

ROOMS: tuple[Callable[[Desk], Sequence[Route]], ...] = (
    comments_routes,
)  # fmt: skip
