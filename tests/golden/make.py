#!/usr/bin/env python3
"""Makes the golden pictures anew with Pillow (13.0.0 was used): small sources, and what its filters make of them.

    python3 tests/golden/make.py

Each picture is named after its layout; what a recipe makes of it has the recipe in front: `blur-17.3_rgb.png` is what a
Gaussian blur of radius 17.3 makes of `rgb.png`. Pillow filters alpha like a colour, and so do these.
Numbers of a list have a ~ between. Of pictures of 16 bits, Pillow knows only grey ones and kernels.
"""

import random
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter

HERE = Path(__file__).parent
SIZE = (23, 17)
LAYOUTS = {"grey": "L", "grey-alpha": "LA", "rgb": "RGB", "rgba": "RGBA"}
OWN = {
    (3, 3): [0, -1, 0.5, -2, 7, -1, 0, 0.25, 0],
    (5, 5): [0, 0, 1, 0, 0, 0, 3, 0, -2, 0, 1, 0, 9, 0, 1, 0, 4, 0, 2, 0, 0, 0, -1, 0, 0],
}
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
    "blurkernel": ImageFilter.BLUR,
    "edgeenhance": ImageFilter.EDGE_ENHANCE,
    "edgeenhancemore": ImageFilter.EDGE_ENHANCE_MORE,
    "boxblur": ImageFilter.BoxBlur(2),
    "boxblur-1.5": ImageFilter.BoxBlur(1.5),
    "unsharp": ImageFilter.UnsharpMask(2, 150, 3),
    "median": ImageFilter.MedianFilter(3),
    "median-7": ImageFilter.MedianFilter(7),
    "min": ImageFilter.MinFilter(3),
    "max-5": ImageFilter.MaxFilter(5),
    "mode-5": ImageFilter.ModeFilter(5),
    "rank": ImageFilter.RankFilter(3, 4),
    **{"kernel-" + "~".join(map(str, weights)): ImageFilter.Kernel(size, weights) for size, weights in OWN.items()},
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


def is_kernel(effect) -> bool:
    return issubclass(effect if isinstance(effect, type) else type(effect), ImageFilter.Kernel)


def main() -> None:
    for layout, mode in LAYOUTS.items():
        n_channels = len(Image.new(mode, (1, 1)).getbands())
        save(layout, Image.merge(mode, [channel(number) for number in range(n_channels)]), FILTERS)
    kernels = {recipe: effect for recipe, effect in FILTERS.items() if is_kernel(effect)}
    save("grey-16-bits", deep(), kernels)


if __name__ == "__main__":
    main()
