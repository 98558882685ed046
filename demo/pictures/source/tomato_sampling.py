"""A tomato cut for examination, in a glass dish on a laboratory bench."""
import math
import os
import random
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import bpy
import studio
from materials import Nodes, clear, plain
from mathutils import Matrix, Vector, noise
from produce import smooth, tomato, tomato_skin
from shapes import box, link, mesh_of, plane, revolve, tube

studio.reset(91)
studio.ambient((0.9, 0.95, 1.0), 0.45)


def flesh():
    """Cut face; the vertex colour holds wall (red) and jelly (green) shares."""
    n = Nodes("flesh")
    mask = n.tree.nodes.new("ShaderNodeSeparateXYZ")
    n.set(mask, {0: n.add("VertexColor", layer_name="mask")})
    core, jelly = mask.outputs[0], mask.outputs[1]
    place = n.coords()
    fibre = n.noise(place, 14, 5, 0.65)
    wall = n.mix(n.ramp(fibre, 0.3, 0.75), (0.46, 0.022, 0.010), (0.62, 0.075, 0.028))
    wall = n.mix(n.math("MULTIPLY", core, n.ramp(fibre, 0.3, 0.7, 0.15, 0.75)), wall, (0.74, 0.27, 0.13))
    gel = n.mix(n.ramp(n.noise(place, 5, 3), 0.35, 0.7), (0.44, 0.040, 0.008), (0.56, 0.19, 0.02))
    return n.finish(Base_Color=n.mix(jelly, wall, gel), Roughness=n.ramp(jelly, 0, 1, 0.34, 0.08),
                    Subsurface=0.12, Subsurface_Radius=(0.10, 0.025, 0.01), Subsurface_Color=(0.75, 0.15, 0.04),
                    Clearcoat=0.6, Clearcoat_Roughness=0.06, Normal=n.bump(n.noise(place, 34, 4), 0.22, 0.02))


ROOMS = 5


def share(r, a):
    """How far a point of the cut face lies in a jelly room (0 to 1), and in the core."""
    at = Vector((r * math.cos(a), r * math.sin(a), 4.0))
    r += 0.06 * noise.noise(at * 2.2) + 0.018 * noise.noise(at * 8)
    turn = 0.22 * noise.noise((1.5 * math.cos(a), 1.5 * math.sin(a), 1.0)) + 0.04 * noise.noise(at * 6)
    across = abs((a * ROOMS / 6.2832 + turn) % 1.0 - 0.5) * 2
    # A rounded room: distance from its centre in the two directions.
    u, v = (r - 0.60) / 0.29, across / (0.70 + 0.22 * r)
    room = smooth(1.0 - (abs(u) ** 3.2 + abs(v) ** 3.2) ** (1 / 3.2), 0.0, 0.17)
    # A fleshy tongue grows from the core into each room.
    tongue = smooth(1.0 - math.hypot((r - 0.36) / 0.20, across / 0.40), 0.0, 0.35)
    return max(0.0, room - tongue), smooth(0.40 - r, 0, 0.26)


def half(location, rotation, size):
    skin, cut = tomato_skin(), flesh()
    rings, around = 110, 320
    verts, faces, colors = [], [], []
    for i in range(rings + 1):
        r = i / rings
        for j in range(around):
            a = 6.2832 * j / around
            jelly, core = share(r, a)
            edge = 1 + 0.02 * math.cos(6 * a) + 0.015 * math.cos(2 * a)
            z = -0.024 * jelly + 0.014 * jelly * noise.noise((9 * r * math.cos(a), 9 * r * math.sin(a), 2))
            z -= 0.03 * smooth(r, 0.965, 1.0) ** 2
            verts.append((r * edge * math.cos(a), r * edge * math.sin(a), z))
            colors.append((core, jelly, 0, 1))
    for i in range(rings):
        for j in range(around):
            k = (j + 1) % around
            faces.append((i * around + j, (i + 1) * around + j, (i + 1) * around + k, i * around + k))
    bowl_verts, bowl_faces = [], []
    for i in range(41):
        t = math.pi / 2 * i / 40
        for j in range(around):
            a = 6.2832 * j / around
            edge = 1 + 0.02 * math.cos(6 * a) + 0.015 * math.cos(2 * a)
            bowl_verts.append((math.cos(t) * edge * math.cos(a), math.cos(t) * edge * math.sin(a), -0.03 - 0.78 * math.sin(t)))
    for i in range(40):
        for j in range(around):
            k = (j + 1) % around
            bowl_faces.append((i * around + j, i * around + k, (i + 1) * around + k, (i + 1) * around + j))
    mesh = mesh_of("half", [(verts, faces, cut), (bowl_verts, bowl_faces, skin)])
    layer = mesh.vertex_colors.new(name="mask")
    for loop in mesh.loops:
        v = loop.vertex_index
        layer.data[loop.index].color = colors[v] if v < len(colors) else (0, 0, 0, 1)
    obj = link(mesh, "half", location, rotation, size)
    obj.color = (1, 0, 0, 1)
    seeds_in(obj)
    return obj


def seeds_in(obj):
    """Flat pale seeds under a film of jelly."""
    pip = Nodes("pip").finish(Base_Color=(0.64, 0.37, 0.11), Roughness=0.25, Subsurface=0.3,
                              Subsurface_Radius=(0.08, 0.04, 0.01), Subsurface_Color=(0.7, 0.42, 0.14), Clearcoat=0.8, Clearcoat_Roughness=0.05)
    parts, put = [], []
    for _ in range(6000):
        r, a = random.uniform(0.4, 0.8), random.uniform(0, 6.283)
        p = Vector((r * math.cos(a), r * math.sin(a), -0.026))
        if share(r, a)[0] < 0.7 or any((p - q).length < 0.09 for q in put) or len(put) > 64:
            continue
        put.append(p)
        frame = Matrix.Rotation(a + random.uniform(-0.9, 0.9), 3, "Z") @ Matrix.Rotation(random.uniform(-0.5, 0.5), 3, "Y")
        v, f = revolve(lambda s, t: (0.058 * math.cos(s), 0.033 * math.sin(s) * math.cos(t) * (1.1 + 0.3 * math.cos(s)),
                                     0.018 * math.sin(s) * math.sin(t)), 12, 14)
        parts.append(([p + frame @ Vector(x) for x in v], f, pip))
    seeds = link(mesh_of("pips", parts), "pips", obj.location, obj.rotation_euler, obj.scale[0])
    return seeds


def dish(x, y, radius, height, wall=0.03):
    glass = bpy.data.materials.get("glass") or clear("glass", (0.97, 0.99, 0.98), 1.47, shade=0.9)
    line = [(0, 0.0), (radius, 0.0), (radius, height), (radius - wall, height), (radius - wall, wall), (0, wall)]
    verts = [(x + q * math.cos(6.2832 * j / 72), y + q * math.sin(6.2832 * j / 72), 0.01 + z) for q, z in line for j in range(72)]
    faces = [(i * 72 + j, i * 72 + (j + 1) % 72, (i + 1) * 72 + (j + 1) % 72, (i + 1) * 72 + j)
             for i in range(5) for j in range(72)]
    return link(mesh_of("dish", [(verts, faces, glass)], smooth=False), "dish")


plane(60, (0, 0, 0), plain("bench", (0.66, 0.69, 0.71), 0.22))
dish(0, 0, 0.66, 0.16)
half((0, 0, 0.32), (0.62, 0.06, 0.4), 0.46)
tomato((0.98, 0.7, 0.33), (0.3, 0.15, 0.7), 0.41, 2)
dish(-1.15, 1.3, 0.6, 0.16)
half((-1.15, 1.3, 0.28), (0.5, 0.2, 2.0), 0.36)

# Rack with test tubes, out of focus.
rack = plain("rack", (0.10, 0.28, 0.50), 0.5)
glass = bpy.data.materials["glass"]
for z in (0.25, 1.15):
    box((4.6, 0.8, 0.1), (0.2, 3.6, z), rack, bevel=0.03)
for x in (-2.05, 2.45):
    box((0.1, 0.8, 1.2), (x, 3.6, 0.62), rack, bevel=0.02)
for i, color in enumerate(((0.75, 0.20, 0.04), (0.80, 0.32, 0.05), (0.75, 0.20, 0.04), (0.80, 0.45, 0.08), (0.70, 0.12, 0.03), (0.78, 0.3, 0.05))):
    x = -1.65 + i * 0.74
    link(mesh_of("liquid", [(*tube([(x, 3.6, 0.2), (x, 3.6, 1.0)], 0.15, 20), plain(f"liquid {i}", color, 0.1))]))
    link(mesh_of("glass tube", [(*tube([(x, 3.6, 0.12), (x, 3.6, 2.05)], 0.19, 24), glass)]))
plane((60, 30), (0, 9, 8), plain("wall", (0.62, 0.70, 0.74), 0.8), (math.pi / 2, 0, 0))
box((1.3, 1.1, 2.6), (-3.4, 6.2, 1.3), plain("instrument", (0.78, 0.79, 0.80), 0.35), bevel=0.15)
box((0.9, 0.05, 0.6), (-3.4, 5.62, 2.0), plain("screen", (0.03, 0.10, 0.16), 0.1), bevel=0.02)

studio.softbox((-3.0, 1.5, 3.6), (0, 0, 0.3), 1.6, 2.6, 150, (1, 0.98, 0.95))
studio.softbox((3.2, 1.0, 3.0), (0, 0, 0.3), 1.6, 2.2, 60, (0.92, 0.97, 1))
studio.camera((0.3, -3.8, 2.0), (0.06, 0.25, 0.42), 66, 0.42, focus=(0, -0.15, 0.38))
studio.shoot("tomato-sampling", samples=12, detail=0.66, exposure=0.0, bounces=7)
