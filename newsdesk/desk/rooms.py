"""The rooms of the newsdesk: each is a function of the desk that returns its routes."""

from collections.abc import Callable, Sequence

from starlette.routing import Route

from newsdesk.desk.desk import Desk
from newsdesk.desk.pasting import pasting_routes

ROOMS: tuple[Callable[[Desk], Sequence[Route]], ...] = (pasting_routes,)
