#!/usr/bin/env python3
"""Makes the golden pictures anew with Pillow (13.0.0 was used): small sources, and what its filters make of them.

    python3 tests/golden/make.py

Each picture is named after its layout; what a recipe makes of it has the recipe in front: `blur-17.3_rgb.png` is what a
Gaussian blur of radius 17.3 makes of `rgb.png`. Pillow filters alpha like a colour, and so do these.
Of pictures of 16 bits, Pillow knows only grey ones, and blurs none.
"""

import random
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter

HERE = Path(__file__).parent
SIZE = (23, 17)
LAYOUTS = {"grey": "L", "grey-alpha": "LA", "rgb": "RGB", "rgba": "RGBA"}
FILTERS = {
    "blur": ImageFilter.GaussianBlur(5),
    "blur-0.5": ImageFilter.GaussianBlur(0.5),
    "blur-2": ImageFilter.GaussianBlur(2),
    "blur-17.3": ImageFilter.GaussianBlur(17.3),
    "edges": ImageFilter.FIND_EDGES,
    "emboss": ImageFilter.EMBOSS,
    "sharpen": ImageFilter.SHARPEN,
    "contour": ImageFilter.CONTOUR,
    "detail": ImageFilter.DETAIL,
    "smooth": ImageFilter.SMOOTH,
    "smoothmore": ImageFilter.SMOOTH_MORE,
}


def channel(number: int) -> Image.Image:
    """A slope, a disc with a hard edge, a black and a white corner, and noise on the right: something for everyone."""
    dice = random.Random(number)
    picture = Image.new("L", SIZE)
    for x in range(SIZE[0]):
        for y in range(SIZE[1]):
            picture.putpixel((x, y), dice.randrange(256) if x > 14 else (9 * x + 7 * y + 50 * number) % 256)
    draw = ImageDraw.Draw(picture)
    draw.ellipse((3 + number, 4, 9 + number, 10), fill=230 - 40 * number)
    draw.rectangle((0, 12, 4, 16), fill=0)
    draw.rectangle((5, 12, 9, 16), fill=255)
    return picture


def deep() -> Image.Image:
    """Grey of 16 bits, whose lower bits are noise."""
    dice = random.Random(16)
    picture = Image.new("I;16", SIZE)
    shallow = channel(0)
    for x in range(SIZE[0]):
        for y in range(SIZE[1]):
            picture.putpixel((x, y), 256 * shallow.getpixel((x, y)) + dice.randrange(256))
    return picture


def save(layout: str, source: Image.Image, filters: dict) -> None:
    source.save(HERE / f"{layout}.png", optimize=True)
    for recipe, effect in filters.items():
        source.filter(effect).save(HERE / f"{recipe}_{layout}.png", optimize=True)


def main() -> None:
    for layout, mode in LAYOUTS.items():
        n_channels = len(Image.new(mode, (1, 1)).getbands())
        save(layout, Image.merge(mode, [channel(number) for number in range(n_channels)]), FILTERS)
    kernels = {recipe: effect for recipe, effect in FILTERS.items() if not recipe.startswith("blur")}
    save("grey-16-bits", deep(), kernels)


if __name__ == "__main__":
    main()
