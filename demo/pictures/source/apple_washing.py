"""Apples afloat in a steel washing tank, wet and covered with drops."""
import os
import random
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import bpy
import studio
from foliage import droplets
from materials import clear, emission, plain
from produce import apple
from shapes import box, plane

studio.reset(21)
studio.ambient((0.75, 0.86, 1.0), 0.3)

steel = plain("steel", (0.50, 0.58, 0.64), 0.32, 0.85, bump=0.06, bump_scale=3)
plane(30, (0, 0, -1.3), steel)
box((30, 0.3, 3.2), (0, 7.2, 0.3), steel, bevel=0.05)
plane(30, (0, 0, 0), clear("water", (0.90, 0.97, 1.0), 1.33, normal=(1.7, 1.0)))
box((30, 0.5, 14), (0, 16, 3), plain("tiles", (0.45, 0.55, 0.62), 0.3))

# Apples on a loose grid, pushed apart so that none touches another.
placed = []
for row in range(10):
    for col in range(-5, 6):
        for _ in range(6):
            x = col * 1.06 + (row % 2) * 0.5 + random.uniform(-0.16, 0.16)
            y = row * 0.95 - 0.95 + random.uniform(-0.16, 0.16)
            if all((x - a) ** 2 + (y - b) ** 2 > 0.88**2 for a, b in placed):
                break
        else:
            continue
        if row > 0 and random.random() < 0.22:
            continue
        placed.append((x, y))
        tilt = random.choice(((0.3, 0.2), (-0.5, 0.3), (1.2, -0.3), (0.7, 0.6), (-0.9, 0.4)))
        obj = apple((x, y, random.uniform(0.04, 0.14)), (*tilt, random.uniform(0, 6.28)),
                    random.uniform(0.385, 0.415), random.randrange(6))
        near = max(0.12, 1 - row * 0.3)
        if row < 5:
            droplets(obj, int(150 * near), 0.007, 0.03, lambda p: p.z > 0.05, seed=len(placed))

# Wet skin: a smooth film of water over it.
wet = bpy.data.materials["apple skin"].node_tree.nodes["Principled BSDF"].inputs
wet["Clearcoat"].default_value, wet["Clearcoat Roughness"].default_value = 1.0, 0.03
wet["Specular"].default_value = 0.15

window = emission("window", (0.86, 0.93, 1.0), 6)
for x in (-6, -2, 2, 6):
    box((2.6, 0.05, 3.6), (x, 15.6, 6.2), window, bevel=0)
studio.softbox((-4, 3.5, 5), (0, 1, 0), 1.3, 2.2, 330, (1, 0.98, 0.95))
studio.softbox((4.5, -3, 5), (0, 1, 0), 1.5, 2, 80, (0.9, 0.96, 1))
studio.camera((0.3, -4.4, 2.2), (0.05, 0.3, 0.08), 66, 0.36, focus=(0, -0.75, 0.3))
studio.shoot("apple-washing", samples=64, detail=0.9, exposure=0.35, bounces=8)
