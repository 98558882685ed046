"""Ripe tomatoes with a few drops of water on a dark wooden board."""
import os
import random
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import bpy
import studio
from foliage import droplets
from mathutils import Vector
from materials import plain, wood
from produce import tomato
from shapes import box, plane

studio.reset(51)
studio.ambient((0.92, 0.96, 1.0), 0.3)

board = wood("board", (0.50, 0.33, 0.19), (0.27, 0.155, 0.08), 0.5)
for i in range(16):
    box((22, 0.92, 0.2), (random.uniform(-2, 2), i * 0.93 - 3.5, -0.1), board, bevel=0.015)
plane((60, 30), (0, 14, 6), plain("wall", (0.50, 0.49, 0.46), 0.9), (1.5708, 0, 0))

main = tomato((-0.12, -0.15, 0.335), (0.42, 0.12, 0.4), 0.42, 1)
second = tomato((0.80, 0.12, 0.315), (0.3, 0.35, 1.4), 0.395, 3)
tomato((-0.98, 0.55, 0.32), (0.25, -0.3, 2.0), 0.40, 2, 0.95)
tomato((0.12, 1.0, 0.33), (0.2, 0.1, 3.3), 0.40, 4, 0.97)
tomato((1.75, 1.35, 0.32), (0.0, 0.2, 4.3), 0.39, 5, 0.92)
for fruit, count, seed in ((main, 60, 2), (second, 40, 3)):
    bpy.context.view_layer.update()
    crown = fruit.matrix_world @ Vector((0, 0, 0.78))
    droplets(fruit, count, 0.006, 0.03, lambda p: p.z > 0.36 and (p - crown).length > 0.33, seed)

studio.softbox((-3.4, 0.4, 3.0), (0, 0, 0.3), 1.8, 3.0, 150, (1, 0.97, 0.92))
studio.softbox((3.6, 1.8, 2.0), (0, 0, 0.3), 1.6, 2.5, 40, (0.9, 0.95, 1))
studio.softbox((0, 5, 4), (0, 0, 0.3), 3, 1, 60)
studio.camera((0.15, -3.5, 1.85), (0.06, 0.12, 0.33), 72, 0.42, focus=(-0.1, -0.45, 0.5))
studio.shoot("tomato-product", samples=14, detail=0.7, exposure=0.3)
