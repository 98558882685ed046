"""Ripe apples on a branch, back-lit leaves, orchard and sky out of focus."""
import math
import os
import random
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import bpy
import studio
from foliage import apple_leaf, branch
from materials import plain
from mathutils import Vector
from produce import apple
from shapes import curve, plane

studio.reset(12)
studio.sky(42, 60, 0.16)
studio.sun((-5, -3.2, 5.5), 3.6, 1.0)


def leaves_along(points, count, size, spread=0.12, rng=random):
    for _ in range(count):
        k = rng.randrange(1, len(points) - 1)
        p = points[k].lerp(points[k + 1], rng.random())
        turn = (rng.uniform(-0.9, 0.7), rng.uniform(-0.7, 0.7), rng.uniform(0, 6.283))
        out = Vector((-math.sin(turn[2]), math.cos(turn[2]), 0)) * size * 0.35
        apple_leaf(p + out + Vector([rng.uniform(-spread, spread) for _ in range(3)]), turn,
                   size * rng.uniform(0.75, 1.2), rng.randrange(7))


main = curve((-3.2, 0.5, 2.35), (2.9, -0.05, 1.55), (0.1, 0.1, 0.22), 24)
branch(main, [0.13 - 0.075 * i / 24 for i in range(25)])
leaves_along(main, 46, 0.74)
for start, end in ((7, (-0.9, -0.35, 2.85)), (13, (0.75, -0.5, 2.55)), (17, (1.7, 0.6, 2.35)), (4, (-2.3, -0.5, 1.55))):
    side = curve(main[start], end, (0, 0.05, 0.08), 10)
    branch(side, [0.055 - 0.03 * i / 10 for i in range(11)])
    leaves_along(side, 14, 0.68)

for x, y, z, seed, size in ((-0.42, -0.12, 1.30, 1, 0.42), (0.50, -0.02, 1.10, 3, 0.44),
                            (-1.55, 0.25, 1.42, 2, 0.41), (1.85, 0.55, 0.98, 0, 0.40)):
    fruit = apple((x, y, z), (random.uniform(-0.2, 0.15), random.uniform(-0.2, 0.2), random.uniform(0, 6)), size, seed)
    hook = min(main, key=lambda p: (p - Vector((x, y, p.z))).length)
    bpy.context.view_layer.update()
    tip = fruit.matrix_world @ max((v.co for v in fruit.data.vertices), key=lambda v: v.z)
    branch(curve(tip, hook, (0.03, 0, 0.02), 8), [0.024] * 4 + [0.022] * 4 + [0.035])
for x, y, z in ((-0.85, -0.35, 1.98), (-0.22, -0.40, 1.95), (0.26, -0.35, 1.86), (0.95, -0.25, 1.80),
                (0.62, -0.35, 2.05), (-1.25, -0.3, 2.05), (1.45, -0.2, 1.75)):
    apple_leaf((x, y, z), (random.uniform(-1.3, -0.5), random.uniform(-0.5, 0.5), random.uniform(2.2, 4.0)),
               random.uniform(0.6, 0.8), random.randrange(7))

# Neighbouring trees, all far out of focus.
rng = random.Random(3)
for cx, cy, cz, radius, count in ((-7, 14, 1.0, 4.6, 620), (6.5, 17, 0.5, 5.0, 620), (0, 26, -1.0, 6.0, 420), (-15, 24, 1, 6, 300),
                                  (15, 26, 1, 6, 300)):
    for i in range(count):
        d = Vector([rng.gauss(0, 1) for _ in range(3)]).normalized() * radius * rng.random() ** 0.4
        p = Vector((cx, cy, cz)) + Vector((d.x, d.y * 0.6, d.z * 0.8))
        if i % 26 == 0:
            apple(p, (0, 0, rng.random()), 0.44, rng.randrange(6))
        else:
            apple_leaf(p, [rng.uniform(-3, 3) for _ in range(3)], rng.uniform(1.0, 1.7), rng.randrange(7))
plane(300, (0, 100, -7), plain("meadow", (0.10, 0.17, 0.03), 0.9, vary=0.5))

studio.camera((0.15, -5.6, 0.75), (0.05, 0, 1.40), 68, 0.30, focus=(0.0, -0.42, 1.25))
studio.shoot("apple-harvest", samples=20, exposure=0.95)
