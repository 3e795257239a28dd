"""PNGs that say how bright their values are meant (gAMA), as some scanners and programs for drawing write them."""

from PIL import Image

#: The brightness that screens expect, sRGB's; what is as near to it shows no difference.
_USUAL, _NEAR = 1 / 2.2, 0.05


def even_gamma(image: Image.Image) -> Image.Image:
    """Return ``image`` with the values that a screen expects, as browsers show it; itself where it has them.

    A profile or the sign for sRGB says more than the number, which is passed over then.
    """
    gamma = image.info.get("gamma")
    if not isinstance(gamma, float) or image.info.get("icc_profile") or "srgb" in image.info:
        return image
    if not 0.01 < gamma < 10 or abs(gamma / _USUAL - 1) < _NEAR:
        return image
    transparent = image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info
    info = image.info
    if image.mode.startswith("I"):
        # Of 16 bits a pixel, as ``opaque`` takes them.
        image = image.point(lambda value: value * (1 / 257)).convert("L")
    image = image.convert("RGBA" if transparent else "RGB")
    table = [round(255 * (value / 255) ** (_USUAL / gamma)) for value in range(256)]
    image = image.point(table * 3 + (list(range(256)) if transparent else []))
    image.info = {name: value for name, value in info.items() if name not in {"gamma", "transparency"}}
    return image
