"""Apples and tomatoes: meshes (unit size) and their skins."""
import math
import random

from mathutils import Vector

from materials import Nodes, plain
from shapes import curve, link, mesh_of, revolve, tube

_cache = {}


def _once(key, make):
    """Keep one material or mesh per scene."""
    if key not in _cache:
        _cache[key] = make()
    return _cache[key]


def smooth(x, low, high):
    t = min(1, max(0, (x - low) / (high - low)))
    return t * t * (3 - 2 * t)


def apple_skin():
    n = Nodes("apple skin")
    rnd = n.random()
    place = n.coords()
    xyz = n.tree.nodes.new("ShaderNodeSeparateXYZ")
    n.set(xyz, {0: place})
    x, y, z = (xyz.outputs[i] for i in range(3))
    radius = n.math("SQRT", n.math("ADD", n.math("MULTIPLY", x, x), n.math("MULTIPLY", y, y)))
    safe = n.math("MAXIMUM", radius, 0.05)
    around = n.add("CombineXYZ", {0: n.math("DIVIDE", x, safe), 1: n.math("DIVIDE", y, safe),
                                  2: n.math("MULTIPLY", z, 0.16)})
    streaks = n.noise(around, 11, 7, 0.65, 0.25, seed=rnd)
    patches = n.noise(place, 1.3, 3, 0.5, seed=rnd)
    color = n.mix(n.ramp(streaks, 0.36, 0.66), (0.115, 0.004, 0.009), (0.42, 0.018, 0.016))
    color = n.mix(n.ramp(patches, 0.35, 0.7, 0.0, 0.45), color, (0.30, 0.008, 0.014))
    blush = n.math("MULTIPLY", n.ramp(patches, 0.54, 0.72), n.ramp(streaks, 0.42, 0.62))
    color = n.mix(n.math("MULTIPLY", blush, 0.45), color, (0.60, 0.20, 0.04))
    # Pale pores, and the greenish cavity around the stem.
    cells = n.add("TexVoronoi", {"Vector": place, "Scale": 13.0}, voronoi_dimensions="3D")
    color = n.mix(n.ramp(cells, 0.13, 0.06, 0.0, 0.65), color, (0.66, 0.40, 0.22))
    edge = n.math("ADD", radius, n.math("MULTIPLY", n.math("SUBTRACT", streaks, 0.5), 0.35))
    cavity = n.math("MULTIPLY", n.ramp(edge, 0.36, 0.10), n.ramp(z, 0.1, 0.3))
    color = n.mix(n.math("MULTIPLY", cavity, 0.8), color, (0.36, 0.25, 0.05))
    bloom = n.noise(place, 3.0, 5, 0.6, seed=rnd)
    relief = n.noise(place, 26, 3, 0.5)
    return n.finish(Base_Color=color, Roughness=n.ramp(bloom, 0.3, 0.7, 0.26, 0.42),
                    Specular=0.42, Clearcoat=0.25, Clearcoat_Roughness=0.16,
                    Normal=n.bump(relief, 0.12, 0.02))


def _apple_point(seed, height):
    rng = random.Random(seed)
    p1, p2, p3 = (rng.uniform(0, 6.28) for _ in range(3))
    lean, oval = rng.uniform(0.0, 0.07), rng.uniform(0.0, 0.03)

    def point(a, b):
        r, z = math.sin(a), math.cos(a)
        top, low = smooth(z, 0.1, 1), smooth(-z, 0.1, 1)
        lobes = math.cos(5 * b + p1)
        radius = r * (1 + 0.12 * z - 0.02 * z * z)
        radius *= 1 + 0.055 * low * lobes + 0.022 * top * lobes
        radius *= 1 + oval * math.cos(2 * b + p2) + 0.012 * math.cos(3 * b + p3)
        zz = height * z - (0.44 * math.exp(-(r / 0.3) ** 2) if z > 0 else 0)
        zz += (0.30 * math.exp(-(r / 0.26) ** 2) if z < 0 else 0)
        zz -= 0.05 * low * lobes * smooth(r, 0.05, 0.4) - 0.025 * top * lobes * smooth(r, 0.1, 0.5)
        zz += lean * radius * math.cos(b + p2) * (0.4 + top)
        return (radius * math.cos(b), radius * math.sin(b), zz)

    return point


def _stem(rng, base, length):
    end = Vector((rng.uniform(-0.2, 0.2), rng.uniform(-0.2, 0.2), base + length))
    path = curve((0, 0, base), end, (rng.uniform(-0.08, 0.08), rng.uniform(-0.08, 0.08), 0), 10)
    radii = [0.04 - 0.012 * math.sin(math.pi * i / 10) + (0.016 if i > 8 else 0) for i in range(11)]
    return tube(path, radii, 10)


def apple(location=(0, 0, 0), rotation=(0, 0, 0), size=0.4, seed=0, stem=True):
    seed = seed % 6
    skin = _once("apple skin", apple_skin)
    bark = _once("stem", lambda: plain("stem", (0.16, 0.085, 0.035), 0.7, bump=0.5, vary=0.6))

    def make():
        rng = random.Random(seed + 90)
        height = rng.uniform(0.93, 1.04)
        point = _apple_point(seed, height)
        parts = [(*revolve(point, 72, 110), skin)]
        if stem:
            parts.append((*_stem(rng, height - 0.5, rng.uniform(0.5, 0.75)), bark))
        mesh_of(f"apple hull {seed}", [(*revolve(point, 12, 18), None)])
        return mesh_of(f"apple {seed}", parts)

    obj = link(_once(("apple", seed, stem), make), "apple", location, rotation, size)
    obj["hull"] = f"apple hull {seed}"
    return obj


def tomato_skin():
    """Red skin; the red part of the object colour tells the ripeness (0 to 1)."""
    n = Nodes("tomato skin")
    rnd, place = n.random(), n.coords()
    z = n.add("SeparateXYZ", {0: place}, out=2)
    patches = n.noise(place, 1.1, 4, 0.5, seed=rnd)
    ripe = n.add("SeparateXYZ", {0: n.add("ObjectInfo", out="Color")}, out=0)
    shoulder = n.math("MULTIPLY", n.ramp(z, 0.25, 0.75), n.ramp(patches, 0.3, 0.75))
    level = n.math("SUBTRACT", ripe, n.math("MULTIPLY", shoulder, 0.16))
    level = n.math("ADD", level, n.math("MULTIPLY", n.math("SUBTRACT", patches, 0.5), 0.12))
    color = n.mix(n.ramp(level, 0.05, 0.45), (0.14, 0.26, 0.035), (0.62, 0.28, 0.03))
    color = n.mix(n.ramp(level, 0.40, 0.70), color, (0.66, 0.085, 0.012))
    color = n.mix(n.ramp(level, 0.70, 0.98), color, (0.50, 0.012, 0.006))
    fine = n.noise(place, 60, 2, 0.5)
    color = n.mix(n.ramp(fine, 0.62, 0.8, 0.0, 0.14), color, (0.8, 0.3, 0.1))
    return n.finish(Base_Color=color, Roughness=0.24, Specular=0.45, Subsurface=0.06,
                    Subsurface_Radius=(0.12, 0.02, 0.008), Subsurface_Color=color, Clearcoat=0.5,
                    Clearcoat_Roughness=0.05, Normal=n.bump(n.noise(place, 5, 2), 0.05, 0.06))


def green_skin():
    n = Nodes("tomato green")
    place = n.coords()
    color = n.mix(n.noise(place, 9, 4), (0.045, 0.10, 0.014), (0.13, 0.23, 0.04))
    return n.finish(Base_Color=color, Roughness=0.62, Specular=0.3, Sheen=0.7,
                    Normal=n.bump(n.noise(place, 70, 3), 0.35, 0.02))


def _sepal(rng, turn, base, length):
    """Narrow folded leaf that follows the shoulder and curls up at its tip."""
    verts, faces, steps = [], [], 14
    width, curl, sway = rng.uniform(0.09, 0.125), rng.uniform(0.1, 0.6), rng.uniform(-0.3, 0.3)
    for i in range(steps + 1):
        t = i / steps
        out = length * t * (1 - 0.18 * curl * t)
        height = base + 0.09 * math.sin(math.pi * min(1, t * 1.5)) - 0.1 * t + curl * 0.5 * t**2.5
        half = width * (1 - t) ** 0.7 * (0.55 + 1.1 * t if t < 0.4 else 1.0)
        for k, fold in ((-1, 0.45), (-0.5, 0.12), (0, 0), (0.5, 0.12), (1, 0.45)):
            a = turn + sway * t * t
            x, y = out, k * half
            verts.append((x * math.cos(a) - y * math.sin(a), x * math.sin(a) + y * math.cos(a),
                          height + half * fold))
    for i in range(steps):
        for k in range(4):
            a = i * 5 + k
            faces.append((a, a + 5, a + 6, a + 1))
    return verts, faces


def tomato(location=(0, 0, 0), rotation=(0, 0, 0), size=0.38, seed=0, ripe=1.0, calyx=True):
    seed = seed % 6
    skin = _once("tomato skin", tomato_skin)
    green = _once("tomato green", green_skin)

    def make():
        rng = random.Random(seed + 40)
        flat, ribs, p1, p2 = rng.uniform(0.78, 0.88), rng.choice((5, 6, 7)), rng.random() * 6, rng.random() * 6

        def point(a, b):
            r, z = math.sin(a), math.cos(a)
            top = smooth(z, 0.0, 1)
            radius = r * (1 + 0.028 * top * math.cos(ribs * b + p1) + 0.015 * math.cos(2 * b + p2)
                          + 0.01 * math.cos(3 * b + p1))
            zz = flat * z - (0.15 * math.exp(-(r / 0.33) ** 2) if z > 0 else 0)
            zz += 0.035 * math.exp(-(r / 0.3) ** 2) if z < 0 else 0
            zz += 0.02 * top * math.cos(ribs * b + p1) * smooth(r, 0.1, 0.4)
            return (radius * math.cos(b), radius * math.sin(b), zz)

        parts = [(*revolve(point, 56, 96), skin)]
        if calyx:
            base, count = flat - 0.13, rng.choice((5, 5, 6))
            for i in range(count):
                turn = 6.283 * (i + rng.uniform(-0.15, 0.15)) / count
                parts.append((*_sepal(rng, turn, base, rng.uniform(0.58, 0.88)), green))
            path = curve((0, 0, base - 0.03), (rng.uniform(-0.15, 0.15), 0.1, base + 0.34), (0.03, 0, 0), 8)
            parts.append((*tube(path, [0.075, 0.055, 0.05, 0.05, 0.05, 0.055, 0.07, 0.06, 0.055], 10), green))
        mesh_of(f"tomato hull {seed}", [(*revolve(point, 12, 18), None)])
        return mesh_of(f"tomato {seed}{calyx}", parts)

    obj = link(_once(("tomato", seed, calyx), make), "tomato", location, rotation, size)
    obj["hull"] = f"tomato hull {seed}"
    obj.color = (ripe, 0, 0, 1)
    return obj
