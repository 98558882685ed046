"""Trusses of tomatoes on the vine in an arched greenhouse."""
import math
import os
import random
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import studio
from foliage import branch, tomato_leaf
from materials import plain
from mathutils import Vector
from produce import green_skin, tomato
from shapes import curve, link, mesh_of, plane, tube

studio.reset(61)
studio.ambient((0.90, 0.96, 1.0), 0.75)
studio.sun((-4, -4, 6), 2.2, 9.0)
green = green_skin()
string = plain("string", (0.75, 0.74, 0.70), 0.8)
rng = random.Random(6)


def truss(start, out, count, ripe, size=0.36):
    """Fruits alternate along a drooping stalk; the oldest, ripest are at its base."""
    start = Vector(start)
    out = Vector(out).normalized()
    rachis = curve(start, start + out * 0.55 + Vector((0, 0, -0.62 * math.ceil(count / 2) * size / 0.36)),
                   out * 0.35 + Vector((0, 0, 0.12)), 24)
    branch(rachis, [0.042 - 0.012 * i / 24 for i in range(25)], green)
    across = out.cross(Vector((0, 0, 1))).normalized()
    for i in range(count):
        k = 5 + round(19 * i / max(1, count - 1))
        side = across * (1 if i % 2 else -1) + out * rng.uniform(0.1, 0.5)
        up = (Vector((0, 0, 1.0)) - side * 0.62).normalized()
        body = size * rng.uniform(0.9, 1.08) * (1 - 0.05 * i / count)
        centre = rachis[min(24, k)] + side * 0.14 - up * body * 0.98
        spin = up.to_track_quat("Z", "Y").to_euler()
        tomato(centre, spin, body, rng.randrange(6), max(0.05, ripe - (i / count) ** 2 * rng.uniform(0.2, 0.5)))
        branch([centre + up * body * 1.02, centre + up * body * 1.1, rachis[min(24, k)]], [0.022, 0.025, 0.022], green)


def plant(x, y, trusses, leaves, near=False):
    stem = [Vector((x + 0.08 * math.sin(z * 1.1 + x), y + 0.08 * math.cos(z * 0.9), z)) for z in
            [i * 0.5 - 6 for i in range(30)]]
    branch(stem, 0.075, green)
    twist = [p + Vector((0.09 * math.cos(i), 0.09 * math.sin(i), 0)) for i, p in enumerate(stem)]
    link(mesh_of("string", [(*tube(twist, 0.014, 5), string)]))
    for i in range(leaves):
        z = -3.8 + 11.5 * (i + rng.random()) / leaves
        if near and -1.4 < z < 1.1 and rng.random() < 0.6:
            continue
        a = i * 2.4 + rng.uniform(-0.4, 0.4)
        tomato_leaf((x, y, z), (rng.uniform(-0.4, 0.2), rng.uniform(-0.2, 0.2), a), rng.uniform(1.7, 2.5), rng.randrange(4))
    for z, ripe in trusses:
        a = rng.uniform(-2.6, -0.5)
        truss((x, y, z), (math.cos(a), math.sin(a), 0), rng.choice((5, 6, 6, 7)), ripe)


# The plant in focus, with its two trusses turned to the camera.
plant(0.25, 0.5, [], 11, near=True)
truss((0.2, 0.45, 1.35), (-0.55, -1, 0), 7, 1.05, 0.38)
truss((0.3, 0.5, 1.9), (1.0, -0.7, 0), 6, 0.9, 0.37)
for side in (-1, 1):
    for k in range(13):
        x = side * (3.1 + 0.2 * rng.random()) if side < 0 else 2.5 + 0.2 * rng.random()
        y = 1.6 + k * 2.6
        plant(x, y, [(-1.6, 1.05), (0.6, 0.95), (2.6, 0.5)], 17)
for k in range(9):
    plant(rng.uniform(-9.5, -8), 6 + 3 * k, [(-1, 1), (1, 0.8)], 15)
    plant(rng.uniform(7.5, 9), 6 + 3 * k, [(-1, 1), (1, 0.8)], 15)

white = plain("cover", (0.62, 0.62, 0.60), 0.7, vary=0.3)
plane((120, 160), (0, 40, -5.2), white)
pipe = plain("arch", (0.55, 0.58, 0.60), 0.4, 0.6)
for k in range(9):
    y = 8 + k * 9
    arch = [(22 * math.cos(a), y, 3 + 11 * math.sin(a)) for a in [math.pi * i / 30 for i in range(31)]]
    link(mesh_of("arch", [(*tube(arch, 0.28, 8), pipe)]))
for z, x in ((13.9, 0), (12, -12), (12, 12)):
    link(mesh_of("purlin", [(*tube([(x, 5, z), (x, 90, z)], 0.22, 8), pipe)]))

studio.camera((-0.6, -5.4, 0.35), (-0.1, 0.4, 0.25), 58, 0.28, focus=(-0.15, -0.35, 0.3))
studio.shoot("tomato-greenhouse", samples=18, exposure=0.3)
