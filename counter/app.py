"""The ASGI application: the rooms put together."""

from counter.clockwork import Clockwork
from counter.comments.handlers import Commenting
from counter.comments.office import Office
from counter.config import Config
from counter.health import Health
from counter.http.door import Door, Receive, Scope
from counter.http.routes import Routes, Send
from counter.ratings.handlers import Rating
from counter.storage import StorageError
from counter.visits.handlers import Visits


class Application:
    """The counter as an ASGI application. Its lifespan opens and closes the storage; who mounts it has to run it."""

    def __init__(self, config: Config):
        self.config = config
        self.works, self.door = Clockwork(config), Door(config)
        self.works.every_second += [self.door.give_up_slow_ones, self.door.forget]
        door, works = self.door, self.works
        self.office = Office(door, works)
        rooms = (
            Visits(door, works),
            Rating(door, works),
            Commenting(door, works),
            self.office,
            Health(works, self.office.keys),
        )
        named = {name: route for room in rooms for name, route in room.named().items()}
        self.routes = Routes(config.prefix, named, self.works.metrics)
        self.answer = self.routes.answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            return await self.answer(scope, receive, send)
        if scope["type"] == "lifespan":
            return await self.lifespan(receive, send)
        return await send({"type": "websocket.close"})

    async def lifespan(self, receive: Receive, send: Send) -> None:
        await receive()
        try:
            await self.start()
        except (StorageError, OSError, ValueError) as error:
            return await send({"type": "lifespan.startup.failed", "message": str(error)})
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await self.stop()
        return await send({"type": "lifespan.shutdown.complete"})

    async def start(self) -> None:
        """Raises StorageError, FileNotFoundError or ValueError with a sentence for the operator."""
        await self.works.start()

    async def stop(self) -> None:
        await self.works.stop()


def create_app(config: Config) -> Application:
    """The counter with these settings, not started yet."""
    return Application(config)
