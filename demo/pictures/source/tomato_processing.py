"""Sorted tomatoes in rows in open cartons on a packing line."""
import math
import os
import random
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import studio
from materials import plain
from produce import tomato
from props import cardboard, lamp
from shapes import box, plane, print_on

studio.reset(71)
studio.ambient((0.9, 0.95, 1.0), 0.35)

card = cardboard()
paper = plain("pulp tray", (0.10, 0.16, 0.30), 0.85, bump=0.5, bump_scale=30)
seed = iter(range(100000))


def tray(x, y, cols=5, rows=4):
    """Open carton with a pulp tray and one layer of tomatoes, calyx up."""
    w, d, h = cols * 0.87 + 0.3, rows * 0.87 + 0.3, 0.78
    box((w, d, 0.06), (x, y, 0.03), card, bevel=0.01)
    box((w - 0.1, d - 0.1, 0.1), (x, y, 0.18), paper, bevel=0.03)
    for s in (-1, 1):
        box((w, 0.055, h), (x, y + s * (d / 2 - 0.03), h / 2), card, bevel=0.015)
        box((0.055, d - 0.1, h), (x + s * (w / 2 - 0.03), y, h / 2), card, bevel=0.015)
        for t in (-1, 1):
            box((0.6, 0.5, 0.05), (x + s * (w / 2 - 0.3), y + t * (d / 2 - 0.25), h + 0.01), card, bevel=0.012)
    print_on("tomato-zh", 1.5, (x - 0.95, y - d / 2 - 0.006, h * 0.5), (0.42, 0.03, 0.02))
    print_on("tomato-en", 1.6, (x + 0.95, y - d / 2 - 0.006, h * 0.5), (0.42, 0.03, 0.02))
    for i in range(cols):
        for j in range(rows):
            if (i in (0, cols - 1)) and (j in (0, rows - 1)):
                continue
            tomato((x + (i - (cols - 1) / 2) * 0.87 + random.uniform(-0.03, 0.03),
                    y + (j - (rows - 1) / 2) * 0.87 + random.uniform(-0.03, 0.03), random.uniform(0.50, 0.56)),
                   (random.uniform(-0.3, 0.3), random.uniform(-0.3, 0.3), random.uniform(0, 6.28)),
                   random.uniform(0.40, 0.435), next(seed), random.uniform(0.95, 1.08))


for k in range(6):
    tray(0, k * 4.1)
    tray(-8.6, k * 4.1 + 1.4)

steel = plain("steel", (0.60, 0.62, 0.63), 0.3, 0.9, bump=0.05, bump_scale=4)
belt = plain("belt", (0.06, 0.14, 0.12), 0.55, bump=0.2)
for x in (0, -8.6):
    box((5.4, 60, 0.2), (x, 22, -0.11), belt, bevel=0.03)
    for s in (-1, 1):
        box((0.25, 60, 0.55), (x + s * 2.85, 22, -0.05), steel, bevel=0.05)
plane((120, 160), (0, 60, -9), plain("floor", (0.30, 0.34, 0.33), 0.25))
plane((120, 60), (0, 62, 10), plain("wall", (0.70, 0.73, 0.74), 0.7), (math.pi / 2, 0, 0))
for x in (-16, -5, 6, 17):
    for y in range(8, 60, 12):
        lamp((1.0, 7, 0.2), (x, y, 20), 9)
for x in (-13, 5):
    box((1.2, 1.2, 30), (x + 6, 45, 5), plain("post", (0.75, 0.55, 0.08), 0.5), bevel=0.1)
studio.softbox((-5, 3, 7), (0, 1, 0), 3, 6, 900, (1, 0.98, 0.95))
studio.softbox((6, -2, 6), (0, 1, 0), 3, 4, 350, (0.92, 0.96, 1))
studio.camera((1.5, -6.0, 4.0), (-0.1, 0.75, 0.25), 48, 0.32, focus=(0.1, -0.9, 0.8))
studio.shoot("tomato-processing", samples=10, detail=0.66, exposure=0.35)
