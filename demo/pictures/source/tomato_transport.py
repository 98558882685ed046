"""Printed cartons on a pallet in a cold store, ready for loading."""
import math
import os
import random
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import studio
from materials import Nodes, plain
from mathutils import Matrix
from props import carton, copies, group, lamp, pallet, panel_wall
from shapes import box, plane

studio.reset(81)
studio.ambient((0.82, 0.91, 1.0), 0.3)

base = group(pallet)
one = group(lambda: carton())
rng = random.Random(2)
strap = plain("strap", (0.02, 0.10, 0.28), 0.35)


def load(x, y, layers, turn=0.0, straps=False):
    place = Matrix.Translation((x, y, 0)) @ Matrix.Rotation(turn, 4, "Z")
    copies(base, place)
    for level in range(layers):
        for i in (-1, 1):
            for j in (-1, 1):
                shift = Matrix.Translation((i * 2.03 + rng.uniform(-0.04, 0.04), j * 1.53 + rng.uniform(-0.04, 0.04),
                                            1.21 + level * 1.615))
                copies(one, place @ shift @ Matrix.Rotation(rng.uniform(-0.012, 0.012), 4, "Z"))
    if straps:
        top = 1.21 + layers * 1.615
        for i in (-3.55, 3.55):
            for s in (-1, 1):
                box((0.14, 0.02, top - 1.2), (x + i, y + s * 3.12, (top + 1.2) / 2), strap, bevel=0)
            box((0.14, 6.24, 0.02), (x + i, y, top + 0.02), strap, bevel=0)


load(0, 0, 6, 0.0, True)
load(9.6, 2.5, 5, 0.03)
load(-10.5, 9, 6, -0.04)
for k in range(4):
    load(-10.5 + k * 9.3, 20 + (k % 2), 5 + k % 3, rng.uniform(-0.04, 0.04))
    load(-12.5 + k * 9.3, 31, 6, rng.uniform(-0.04, 0.04))
for obj in base + one:
    obj.hide_render = True

n = Nodes("floor")
stain = n.noise(n.coords(), 0.16, 7, 0.65)
floor = n.finish(Base_Color=n.mix(stain, (0.20, 0.24, 0.25), (0.36, 0.40, 0.41)),
                 Roughness=n.ramp(stain, 0.3, 0.7, 0.12, 0.38), Specular=0.5)
plane((160, 160), (0, 30, 0), floor)
yellow = plain("line", (0.72, 0.48, 0.03), 0.5, vary=0.3)
box((60, 0.9, 0.01), (0, -5.2, 0.006), yellow, bevel=0)
white = plain("panel", (0.72, 0.75, 0.77), 0.35)
panel_wall(90, 34, (0, 42, 0), 0, white, 5.5)
panel_wall(90, 34, (-24, 10, 0), math.pi / 2, white, 5.5)
panel_wall(90, 34, (32, 10, 0), math.pi / 2, white, 5.5)
box((100, 100, 0.5), (0, 20, 34), white, bevel=0)
box((12, 4, 5), (-6, 39, 27), plain("unit", (0.8, 0.81, 0.82), 0.4), bevel=0.2)
box((12, 4, 5), (14, 39, 27), plain("unit", (0.8, 0.81, 0.82), 0.4), bevel=0.2)
for x in (-12, 4, 20):
    for y in (-6, 8, 22, 36):
        lamp((1.2, 9, 0.3), (x, y, 33.4), 14)
for y in (4, 24):
    studio.softbox((4, y, 33), (4, y, 0), 36, 10, 10000, (0.92, 0.97, 1.0))
studio.softbox((-14, -16, 18), (0, 0, 5), 10, 10, 5500, (1, 0.98, 0.95))
studio.camera((7.4, -15.5, 8.6), (1.1, 0, 5.6), 38, 0.35, focus=(0.5, -3.1, 6))
studio.shoot("tomato-transport", samples=10, detail=0.7, exposure=-0.55)
