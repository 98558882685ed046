"""Crates, boxes, trays, pallets and rooms."""
import math
import random

import bpy
from mathutils import Vector

from materials import Nodes, emission, plain, wood
from produce import _once
from shapes import box, print_on, settle


def group(make):
    """Objects made by make(), to be copied with `copies`."""
    before = set(bpy.data.objects)
    make()
    bpy.context.view_layer.update()
    return [o for o in bpy.data.objects if o not in before]


def copies(objects, matrix):
    """Copies that share the meshes of the originals, moved by matrix."""
    for obj in objects:
        twin = obj.copy()
        bpy.context.collection.objects.link(twin)
        twin.matrix_world = matrix @ obj.matrix_world


def wood_crate(w=4.2, d=3.0, h=1.75, label=None):
    """Slatted crate standing on z = 0, centred on x and y."""
    pine = _once("pine", lambda: wood("pine", (0.66, 0.46, 0.26), (0.42, 0.25, 0.115)))
    t, slats = 0.10, 3
    for sx in (-1, 1):
        for sy in (-1, 1):
            box((0.32, 0.32, h), (sx * (w / 2 - 0.26), sy * (d / 2 - 0.26), h / 2), pine, bevel=0.015)
    tall = h / slats - 0.09
    for i in range(slats):
        z = h * (i + 0.5) / slats + random.uniform(-0.012, 0.012)
        for s in (-1, 1):
            tilt = random.uniform(-0.004, 0.004)
            box((w, t, tall), (0, s * (d / 2 - t / 2), z), pine, (0, tilt, 0), 0.015)
            box((t, d - 2 * t, tall), (s * (w / 2 - t / 2), 0, z), pine, (tilt, 0, 0), 0.015)
    for i in range(5):
        box((w - 0.2, d / 5 - 0.06, 0.08), (0, (i - 2) * (d - 0.2) / 5, 0.06), pine, bevel=0.01)
    nail = _once("nail", lambda: plain("nail", (0.25, 0.24, 0.22), 0.4, 0.9))
    for i in range(slats):
        for sx in (-1, 1):
            for dz in (-0.12, 0.12):
                box((0.045, 0.02, 0.045), (sx * (w / 2 - 0.26), -d / 2 - 0.004, h * (i + 0.5) / slats + dz),
                    nail, bevel=0.012)
    if label:
        print_on(label, 2.4, (0, -d / 2 - 0.006, h / 2), (0.10, 0.045, 0.03))


def fill(make_fruit, count, w, d, floor, height, frames=150):
    """Drop fruits in a bin of the given inner size; returns the fruits."""
    fruits, per_row = [], int(w / 0.86)
    per_layer = per_row * int(d / 0.86)
    for i in range(count):
        layer, cell = divmod(i, per_layer)
        x = ((cell % per_row) + 0.5) * w / per_row - w / 2
        y = ((cell // per_row) + 0.5) * d / max(1, per_layer // per_row) - d / 2
        fruits.append(make_fruit((x + random.uniform(-0.04, 0.04), y + random.uniform(-0.04, 0.04),
                                  floor + 0.6 + layer * 0.95)))
    tall = height + 8
    solids = [((w + 2, d + 2, 0.4), (0, 0, floor - 0.2))]
    solids += [((0.4, d + 2, tall), (s * (w / 2 + 0.2), 0, tall / 2)) for s in (-1, 1)]
    solids += [((w + 2, 0.4, tall), (0, s * (d / 2 + 0.2), tall / 2)) for s in (-1, 1)]
    bpy.context.view_layer.update()
    settle(fruits, solids, frames)
    return fruits


def cardboard():
    n = Nodes("cardboard")
    place = n.coords()
    speck = n.noise(place, 30, 5, 0.7)
    wide = n.noise(place, 1.2, 4, 0.6, seed=n.random())
    color = n.mix(n.ramp(speck, 0.35, 0.75), (0.50, 0.33, 0.185), (0.44, 0.275, 0.145))
    color = n.mix(n.ramp(wide, 0.35, 0.7, 0, 0.3), color, (0.40, 0.25, 0.13))
    return n.finish(Base_Color=color, Roughness=0.8, Specular=0.2, Normal=n.bump(wide, 0.15, 0.05))


def carton(w=4.0, d=3.0, h=1.6):
    """Closed printed carton standing on z = 0; printed on its front (-Y) and right (+X)."""
    card = _once("cardboard", cardboard)
    green = _once("print green", lambda: plain("print green", (0.03, 0.16, 0.045), 0.7))
    tape = _once("tape", lambda: plain("tape", (0.46, 0.34, 0.2), 0.18))
    box((w, d, h), (0, 0, h / 2), card, bevel=0.03, segments=3)
    box((w + 0.006, 0.34, 0.004), (0, 0, h + 0.002), tape, bevel=0)
    box((0.004, 0.34, 0.45), (w / 2 + 0.002, 0, h - 0.22), tape, bevel=0)
    hole = _once("hole", lambda: plain("hole", (0.01, 0.008, 0.006), 0.9))
    for turn, side, run in ((0.0, d / 2, w), (math.pi / 2, w / 2, d)):
        out = Vector((math.sin(turn), -math.cos(turn), 0))
        at = out * (side + 0.004)
        print_on("tomato-zh", 1.75, at + Vector((0, 0, h * 0.58)), (0.42, 0.03, 0.02), turn)
        print_on("tomato-en", 1.75, at + Vector((0, 0, h * 0.27)), (0.03, 0.16, 0.045), turn)
        size = (run, 0.003, 0.07) if turn == 0 else (0.003, run, 0.07)
        box(size, out * (side + 0.001) + Vector((0, 0, h * 0.12)), green, bevel=0)
        along = Vector((math.cos(turn), math.sin(turn), 0))
        for s in (-1, 1):
            size = (0.3, 0.004, 0.1) if turn == 0 else (0.004, 0.3, 0.1)
            box(size, at + along * (s * run * 0.36) + Vector((0, 0, h * 0.82)), hole, bevel=0.04)


def pallet(w=8.2, d=6.2):
    pine = _once("pallet wood", lambda: wood("pallet wood", (0.55, 0.40, 0.25), (0.34, 0.22, 0.12)))
    for i in range(6):
        box((w, d / 6 - 0.18, 0.2), (0, (i - 2.5) * d / 6, 1.1), pine, bevel=0.02)
    for i in (-1, 0, 1):
        box((0.9, d, 0.2), (i * (w / 2 - 0.45), 0, 0.9), pine, bevel=0.02)
        box((w, 0.9, 0.2), (0, i * (d / 2 - 0.45), 0.1), pine, bevel=0.02)
        for j in (-1, 0, 1):
            box((0.95, 0.9, 0.6), (i * (w / 2 - 0.47), j * (d / 2 - 0.45), 0.5), pine, bevel=0.02)


def panel_wall(length, height, location, turn, material, pitch=5.0):
    """Insulated wall of vertical panels with visible joints."""
    count = round(length / pitch)
    for i in range(count):
        along = (i - (count - 1) / 2) * pitch
        x, y = math.cos(turn) * along, math.sin(turn) * along
        box((pitch - 0.05, 0.5, height), (location[0] + x, location[1] + y, location[2] + height / 2),
            material, (0, 0, turn), 0.04)


def lamp(size, location, strength=12, color=(0.93, 0.97, 1.0)):
    box(size, location, _once(("lamp", strength), lambda: emission("lamp", color, strength)), bevel=0)
