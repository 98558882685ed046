"""Crates of apples in the cold hold of a refrigerated lorry."""
import math
import os
import random
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import studio
from materials import plain
from mathutils import Matrix
from produce import apple
from props import copies, fill, group, lamp, panel_wall, wood_crate
from shapes import box, plane, turned, tube, link, mesh_of

studio.reset(41)
studio.ambient((0.8, 0.9, 1.0), 0.25)

seeds = iter(range(1000))
fruits = fill(lambda p: apple(p, turned(), random.uniform(0.375, 0.415), next(seeds)), 40, 3.95, 2.75, 0.62, 1.9)
crate = group(lambda: wood_crate(h=1.75, label="farm"))
whole = crate + fruits
turn = lambda a: Matrix.Rotation(a, 4, "Z")
move = lambda x, y, z: Matrix.Translation((x, y, z))
rng = random.Random(8)
for side in (-1, 1):
    for deep in range(9):
        y = 3.3 * deep + (0.0 if side > 0 else 1.6)
        for level in range(4):
            if deep == 0 and (level > 1 if side < 0 else level > 0):
                continue
            if deep == 1 and level > 2:
                continue
            jitter = turn(rng.uniform(-0.02, 0.02) + (math.pi if rng.random() < 0.3 and level > 1 else 0))
            place = move(side * 3.55 + rng.uniform(-0.05, 0.05), y, level * 1.8) @ jitter
            top = level == (3 if deep > 1 else 2 if deep == 1 else (0 if side > 0 else 1))
            copies(whole if top or deep < 2 else crate, place)
for obj in whole:
    obj.hide_render = True

white = plain("panel", (0.72, 0.75, 0.77), 0.35, bump=0.03, bump_scale=0.6)
alu = plain("aluminium", (0.62, 0.64, 0.66), 0.3, 0.9, bump=0.1, bump_scale=8)
for s in (-1, 1):
    panel_wall(50, 22, (s * 6.3, 12, -0.3), math.pi / 2, white, 3.0)
    box((0.12, 50, 0.8), (s * 6.0, 12, 0.6), alu, bevel=0.02)
    box((0.1, 50, 0.35), (s * 6.02, 12, 9.2), alu, bevel=0.02)
panel_wall(14, 16, (0, 31, -0.3), 0, white, 4.6)
box((13.5, 60, 0.5), (0, 12, 13.2), white, bevel=0)
plane((13, 60), (0, 12, -0.12), alu)
for i in range(31):
    box((0.14, 60, 0.12), (i * 0.42 - 6.3, 12, -0.06), alu, bevel=0.02)
# Evaporator with two fans under the ceiling at the front of the hold.
box((9.5, 2.6, 3.0), (0, 29.3, 11.2), plain("unit", (0.8, 0.81, 0.82), 0.4), bevel=0.2)
black = plain("fan", (0.03, 0.03, 0.035), 0.5)
for x in (-2.3, 2.3):
    ring = [(x + 1.15 * math.cos(i / 20 * math.pi), 27.95, 11.2 + 1.15 * math.sin(i / 20 * math.pi)) for i in range(41)]
    link(mesh_of("ring", [(*tube(ring, 0.09, 6), black)]))
    for k in range(6):
        box((1.0, 0.04, 0.34), (x + 0.55 * math.cos(k * 1.047), 28.0, 11.2 + 0.55 * math.sin(k * 1.047)),
            black, (0, -k * 1.047, 0), 0.01)
for y in (2, 10, 18, 26):
    lamp((0.5, 5.2, 0.12), (0, y, 12.85), 16)
    studio.softbox((0, y, 12.7), (0, y, 0), 1.2, 5.2, 260, (0.9, 0.96, 1.0))
studio.softbox((-3, -14, 10), (0, 3, 2), 8, 8, 2600, (1, 0.97, 0.93))
studio.camera((-0.35, -9.6, 5.0), (0.35, 4, 3.7), 33, 0.45, focus=(2.6, -1.2, 1.5))
studio.shoot("apple-transport", samples=40, detail=0.85, exposure=-0.25)
