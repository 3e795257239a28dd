"""One picture from its path: the same path always gives the same bytes."""

import os
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from random import Random

from .canvas import HEIGHT, WIDTH, Canvas, View
from .exif import as_stored, tags
from .scenes import SCENES, Scene
from .texture import photographed

FULL = (4000, 3000)
_QUALITY = 88


@dataclass(frozen=True, slots=True)
class Order:
    """A picture to draw: where, its path in the content folder (its seed) and its scene."""

    target: Path
    name: str
    scene: str


def _view(scene: Scene, upright: bool, r: Random) -> View:
    """Choose where the camera stands: how near, how far to the side, how high."""
    zoom = r.uniform(1.0, 1.12)
    mirrored = r.random() < 0.5
    if upright and scene.upright is not None:
        height = HEIGHT / zoom
        width = height * HEIGHT / WIDTH
        return View(scene.upright - width / 2, (HEIGHT - height) * r.random(), width, mirrored)
    width, height = WIDTH / zoom, HEIGHT / zoom
    return View((WIDTH - width) * r.random(), (HEIGHT - height) * r.random(), width, mirrored)


def _orientation(upright: bool, r: Random) -> int:
    """Choose the EXIF orientation: phones store upright pictures lying, and other ones now and then turned too."""
    if upright:
        return r.choice((6, 6, 8))
    return r.choice((3, 6, 8)) if r.random() < 0.2 else 1


def render(scene_name: str, name: str, size: tuple[int, int] = FULL) -> bytes:
    """Return the JPEG file of the scene for the picture called name; size is that of a lying picture in pixels."""
    scene = SCENES[scene_name]
    # Separate generators, so that a change of one scene's drawing leaves all camera choices as they are.
    shot = Random(f"shot {name}")
    upright = scene.upright is not None and shot.random() < 0.3
    view = _view(scene, upright, shot)
    orientation = _orientation(upright, shot)
    exif = tags(orientation)
    canvas = Canvas((size[1], size[0]) if upright else size, view)
    scene.paint(canvas, Random(f"scene {name}"))
    image = as_stored(photographed(canvas.image, shot), orientation)
    file = BytesIO()
    image.save(file, "JPEG", quality=_QUALITY, exif=exif)
    return file.getvalue()


def draw(order: Order) -> None:
    """Draw one picture into its place; a reader sees the whole file or none."""
    data = render(order.scene, order.name)
    part = order.target.with_name(f".{order.target.name}.{os.getpid()}.part")
    try:
        part.write_bytes(data)
        part.replace(order.target)
    finally:
        part.unlink(missing_ok=True)
