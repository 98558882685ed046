"""Apples in slatted wooden crates on a packing table."""
import math
import os
import random
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import studio
from materials import plain, wood
from mathutils import Matrix
from produce import apple
from props import copies, fill, group, wood_crate
from shapes import box, plane, turned

studio.reset(31)
studio.sky(38, 200, 0.10)
studio.sun((-4.5, -3, 5.5), 2.6, 3.0)

seeds = iter(range(1000))
fruits = fill(lambda p: apple(p, turned(), random.uniform(0.375, 0.415), next(seeds)), 46, 3.95, 2.75, 0.62, 1.9)
crate = group(lambda: wood_crate(h=1.75, label="farm"))
whole = crate + fruits
copies(whole, Matrix.Translation((-3.4, 4.1, 0)) @ Matrix.Rotation(math.pi + 0.12, 4, "Z"))
copies(whole, Matrix.Translation((2.4, 4.7, 0)) @ Matrix.Rotation(math.pi - 0.2, 4, "Z"))

table = wood("table", (0.34, 0.24, 0.15), (0.17, 0.105, 0.06), 0.55)
for i in range(14):
    box((24, 0.98, 0.2), (random.uniform(-1, 1), i - 4, -0.11), table, bevel=0.02)
apple((1.95, -2.15, 0.385), (0.25, 0.3, 1.0), 0.40, 1)

rng = random.Random(4)
leaf = [plain(f"green {i}", c, 0.8, vary=0.6) for i, c in enumerate(
    ((0.03, 0.08, 0.015), (0.07, 0.15, 0.025), (0.14, 0.22, 0.04)))]
for i in range(420):
    box((1.6, 1.3, 0.05), (rng.uniform(-26, 26), rng.uniform(26, 42), rng.uniform(-9, 9.5)), leaf[i % 3],
        [rng.uniform(-2, 2) for _ in range(3)], bevel=0)
plane((200, 200), (0, 100, -9), leaf[2])

studio.camera((1.9, -8.1, 4.7), (0.25, -0.1, 1.1), 56, 0.34, focus=(0.2, -1.2, 1.6))
studio.shoot("apple-packaging", samples=10, detail=0.7, exposure=0.5)
