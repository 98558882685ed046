"""Leaves, twigs and water droplets."""
import math
import random

import bpy
from mathutils import Euler, Vector

from materials import Nodes, clear, plain
from produce import _once
from shapes import curve, link, mesh_of, revolve, tube


def leaf_skin(name, dark, light, glow):
    """Thin leaf: UV x runs -1..1 across, y 0..1 along; light shines through."""
    n = Nodes(name)
    rnd = n.random()
    uv = n.tree.nodes.new("ShaderNodeSeparateXYZ")
    n.set(uv, {0: n.add("UVMap", uv_map="leaf")})
    across = n.math("ABSOLUTE", uv.outputs[0])
    wave = n.math("SINE", n.math("MULTIPLY", n.math("SUBTRACT", uv.outputs[1],
                                                     n.math("MULTIPLY", across, 0.22)), n.ramp(rnd, 0, 1, 44.0, 58.0)))
    vein = n.math("MAXIMUM", n.ramp(wave, 0.86, 1.0), n.ramp(across, 0.07, 0.02))
    place = n.coords()
    color = n.mix(n.noise(place, 2.2, 4, 0.6, seed=rnd), dark, light)
    color = n.mix(n.math("MULTIPLY", vein, 0.2), color, glow)
    color = n.add("HueSaturation", {"Hue": n.ramp(rnd, 0, 1, 0.485, 0.51), "Saturation": 1.0,
                                    "Value": n.ramp(rnd, 0, 1, 0.75, 1.2), "Color": color})
    height = n.math("SUBTRACT", n.noise(place, 14, 3), vein)
    normal = n.bump(height, 0.4, 0.03)
    n.finish(Base_Color=color, Roughness=0.42, Specular=0.4, Normal=normal)
    through = n.add("BsdfTranslucent", {"Color": n.mix(0.6, color, glow), "Normal": normal})
    both = n.add("MixShader", {0: 0.38, 1: n.bsdf.outputs[0], 2: through})
    n.tree.links.new(both, n.output.inputs[0])
    return n.material


def _blade(rng, width, lobes=0.0, curl=0.5, fold=0.35):
    """One leaf blade of length 1 along +Y, with its midrib at x = 0."""
    verts, uvs, faces, long, half = [], [], [], 36, 5
    twist, phase = rng.uniform(-0.5, 0.5), rng.uniform(0, 6)
    y = z = angle = 0.0
    angle = 0.3
    for i in range(long + 1):
        t = i / long
        w = width * math.sin(math.pi * t**0.85) ** 0.75 * (1.1 - 0.45 * t) if 0 < t < 1 else 0.003
        w *= 1 + lobes * math.sin(t * 26 + phase) + 0.05 * (i % 2)
        for j in range(-half, half + 1):
            u = j / half
            lift = fold * abs(u) * w + 0.03 * math.sin(9 * t + 3 * u + phase) * abs(u)
            x, up = u * w, lift
            a = twist * t
            verts.append((x * math.cos(a) - up * math.sin(a), y, z + x * math.sin(a) + up * math.cos(a)))
            uvs.append((u, t))
        y += math.cos(angle) / long
        z += math.sin(angle) / long
        angle -= curl * 2.2 / long
    row = 2 * half + 1
    for i in range(long):
        for j in range(row - 1):
            a = i * row + j
            faces.append((a, a + row, a + row + 1, a + 1))
    return verts, uvs, faces


def _with_uv(name, blades, extra, material):
    """blades: list of (verts, uvs, faces); extra: plain parts such as stalks."""
    mesh = mesh_of(name, [(v, f, material) for v, _, f in blades] + extra)
    coords = [uv for _, uvs, _ in blades for uv in uvs]
    coords += [(0.0, 0.0)] * (len(mesh.vertices) - len(coords))
    layer = mesh.uv_layers.new(name="leaf")
    for loop in mesh.loops:
        layer.data[loop.index].uv = coords[loop.vertex_index]
    return mesh


def apple_leaf(location, rotation, size=0.7, seed=0):
    skin = _once("apple leaf", lambda: leaf_skin(
        "apple leaf", (0.018, 0.058, 0.008), (0.055, 0.13, 0.016), (0.26, 0.40, 0.05)))
    seed %= 7

    def make():
        rng = random.Random(seed + 7)
        blade = _blade(rng, rng.uniform(0.27, 0.34), 0.0, rng.uniform(0.1, 0.9), rng.uniform(0.1, 0.5))
        return _with_uv(f"apple leaf {seed}", [blade], [(*tube([(0, -0.35, -0.06), (0, 0.02, 0)], 0.014, 6), skin)], skin)

    return link(_once(("apple leaf", seed), make), "leaf", location, rotation, size)


def tomato_leaf(location, rotation, size=2.0, seed=0):
    """Compound leaf: lobed leaflets in pairs along a drooping stalk."""
    skin = _once("tomato leaf", lambda: leaf_skin(
        "tomato leaf", (0.03, 0.085, 0.012), (0.075, 0.17, 0.025), (0.30, 0.45, 0.07)))
    seed %= 4

    def make():
        rng = random.Random(seed + 70)
        rib = curve((0, 0, 0), (0, 1, -0.25), (0, 0, 0.22), 12)
        blades = []
        for at, length, turn in ((4, 0.34, 1.15), (4, 0.34, -1.15), (6, 0.16, 1.3), (6, 0.16, -1.3),
                                 (8, 0.36, 0.95), (8, 0.36, -0.95), (10, 0.15, 1), (10, 0.15, -1),
                                 (12, 0.42, 0.0)):
            verts, uvs, faces = _blade(rng, 0.27, 0.2, rng.uniform(0.4, 1.1), rng.uniform(0.1, 0.5))
            spin = Euler((rng.uniform(-0.5, 0.1), rng.uniform(-0.4, 0.4), turn + rng.uniform(-0.2, 0.2)))
            matrix = spin.to_matrix()
            verts = [rib[at] + matrix @ (Vector(v) * length) for v in verts]
            blades.append((verts, uvs, faces))
        return _with_uv(f"tomato leaf {seed}", blades, [(*tube(rib, 0.012, 6), skin)], skin)

    return link(_once(("tomato leaf", seed), make), "leaf", location, rotation, size)


def bark():
    return _once("bark", lambda: plain("bark", (0.17, 0.12, 0.085), 0.85, bump=0.9, bump_scale=9, vary=0.6))


def branch(points, radii, material=None):
    return link(mesh_of("branch", [(*tube(points, radii, 12), material or bark())]), "branch")


def droplets(obj, count, low=0.012, high=0.05, keep=lambda p: True, seed=5):
    """Water drops on the upper surface of a fruit (call after it is in place)."""
    water = _once("water drop", lambda: clear("water drop", (1, 1, 1), 1.36, shade=0.84))
    rng = random.Random(seed)
    bpy.context.view_layer.update()
    place = obj.matrix_world
    turn = place.to_3x3().normalized()
    faces = [f for f in obj.data.polygons if f.material_index == 0]
    parts, tries = [], 0
    while len(parts) < count and tries < count * 60:
        tries += 1
        face = rng.choice(faces)
        corner = [Vector(obj.data.vertices[i].co) for i in face.vertices]
        p = place @ corner[0].lerp(corner[2], rng.random()).lerp(corner[1], rng.random() * 0.5)
        normal = (turn @ face.normal).normalized()
        # Faces are small near the poles: keep them in proportion to their area.
        if rng.random() > face.area / 0.0022 or not keep(p) or normal.z < -0.35:
            continue
        r = low + (high - low) * rng.random() ** 3.5
        frame = normal.to_track_quat("Z", "Y").to_matrix()
        squash = rng.uniform(0.45, 0.65)
        stretch = rng.uniform(0.85, 1.25)
        verts, quads = revolve(lambda a, b: (math.sin(a) * math.cos(b) * r, math.sin(a) * math.sin(b) * r * stretch,
                                             math.cos(a) * r * squash), 10, 16)
        parts.append(([p + frame @ Vector(v) for v in verts], quads, water))
    return link(mesh_of("drops", parts), "drops")
