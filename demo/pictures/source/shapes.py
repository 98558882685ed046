"""Mesh helpers: surfaces of revolution, tubes, boards, ground, physics."""
import math
import os
import random

import bpy
from mathutils import Euler, Matrix, Vector


def link(mesh, name="object", location=(0, 0, 0), rotation=(0, 0, 0), scale=1.0, material=None):
    obj = bpy.data.objects.new(name, mesh)
    bpy.context.collection.objects.link(obj)
    obj.location, obj.rotation_euler = location, rotation
    obj.scale = (scale,) * 3 if isinstance(scale, (int, float)) else scale
    if material and not mesh.materials:
        mesh.materials.append(material)
    return obj


def mesh_of(name, parts, smooth=True):
    """parts: list of (vertices, faces, material); joined to one mesh."""
    verts, faces, slots, materials = [], [], [], []
    for part_verts, part_faces, material in parts:
        base = len(verts)
        verts += [tuple(v) for v in part_verts]
        faces += [tuple(base + i for i in f) for f in part_faces]
        if material not in materials:
            materials.append(material)
        slots += [materials.index(material)] * len(part_faces)
    mesh = bpy.data.meshes.new(name)
    mesh.from_pydata(verts, [], faces)
    for material in materials:
        mesh.materials.append(material)
    mesh.polygons.foreach_set("material_index", slots)
    mesh.polygons.foreach_set("use_smooth", [smooth] * len(faces))
    mesh.update()
    return mesh


def revolve(point, rings, segments):
    """Closed surface from point(angle from the top, angle around)."""
    verts, faces = [], []
    for i in range(rings + 1):
        for j in range(segments):
            verts.append(point(math.pi * i / rings, 2 * math.pi * j / segments))
    for i in range(rings):
        for j in range(segments):
            k = (j + 1) % segments
            faces.append((i * segments + j, (i + 1) * segments + j,
                          (i + 1) * segments + k, i * segments + k))
    return verts, faces


def tube(points, radii, segments=10, cap=True):
    """Tube through points; radii is one number or one per point."""
    points = [Vector(p) for p in points]
    if isinstance(radii, (int, float)):
        radii = [radii] * len(points)
    verts, faces = [], []
    side = None
    for i, p in enumerate(points):
        ahead = (points[min(i + 1, len(points) - 1)] - points[max(i - 1, 0)]).normalized()
        if side is None:
            side = ahead.orthogonal().normalized()
        side = (side - ahead * side.dot(ahead)).normalized()
        other = ahead.cross(side)
        for j in range(segments):
            a = 2 * math.pi * j / segments
            verts.append(p + (side * math.cos(a) + other * math.sin(a)) * radii[i])
    for i in range(len(points) - 1):
        for j in range(segments):
            k = (j + 1) % segments
            faces.append((i * segments + j, i * segments + k,
                          (i + 1) * segments + k, (i + 1) * segments + j))
    if cap:
        faces.append(tuple(reversed(range(segments))))
        faces.append(tuple(range((len(points) - 1) * segments, len(points) * segments)))
    return verts, faces


def curve(start, end, sag, steps=12):
    """Points from start to end, bent by the vector sag in the middle."""
    start, end, sag = Vector(start), Vector(end), Vector(sag)
    return [start.lerp(end, t / steps) + sag * (4 * t / steps * (1 - t / steps))
            for t in range(steps + 1)]


def box(size, location, material, rotation=(0, 0, 0), bevel=0.02, segments=2, name="box"):
    """Board or block with softened edges; its longest side lies along local X."""
    order = sorted(range(3), key=lambda i: -size[i])
    x, y, z = (size[i] / 2 for i in order)
    turn = Matrix.Identity(3)
    for row in range(3):
        for col in range(3):
            turn[row][col] = 1.0 if order[col] == row else 0.0
    if turn.determinant() < 0:
        turn.col[2] = -turn.col[2]
    verts = [(sx * x, sy * y, sz * z) for sx in (-1, 1) for sy in (-1, 1) for sz in (-1, 1)]
    faces = [(0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3)]
    obj = link(mesh_of(name, [(verts, faces, material)], smooth=False), name)
    obj.matrix_world = (Matrix.Translation(location) @ Euler(rotation).to_matrix().to_4x4()
                        @ turn.to_4x4())
    if bevel:
        mod = obj.modifiers.new("bevel", "BEVEL")
        mod.width, mod.segments = min(bevel, min(x, y, z)), segments
    return obj


def plane(size, location, material, rotation=(0, 0, 0)):
    x, y = (size, size) if isinstance(size, (int, float)) else size
    verts = [(-x / 2, -y / 2, 0), (x / 2, -y / 2, 0), (x / 2, y / 2, 0), (-x / 2, y / 2, 0)]
    return link(mesh_of("plane", [(verts, [(0, 1, 2, 3)], material)]), "plane", location, rotation)


def print_on(name, width, location, color, turn=0.0):
    """Printed lettering: a masked sheet `width` wide that faces -Y, turned about Z."""
    from materials import printed

    image = bpy.data.images.load(os.path.join(os.path.dirname(os.path.abspath(__file__)), f"lettering-{name}.png"),
                                 check_existing=True)
    x, z = width / 2, width / 2 * image.size[1] / image.size[0]
    mesh = mesh_of("print", [([(-x, 0, -z), (x, 0, -z), (x, 0, z), (-x, 0, z)], [(0, 1, 2, 3)],
                             printed(image, color))])
    layer = mesh.uv_layers.new(name="print")
    for loop, uv in zip(mesh.loops, ((0, 0), (1, 0), (1, 1), (0, 1))):
        layer.data[loop.index].uv = uv
    return link(mesh, "print", location, (0, 0, turn))


def settle(fruits, solids, frames=140):
    """Drop fruits on solids with rigid body physics and keep where they lie.

    fruits: objects; each has a coarse body mesh in obj["hull"] (a mesh name).
    solids: list of (size, location) blocks of the container and of the ground.
    """
    scene = bpy.context.scene
    bpy.ops.rigidbody.world_add()
    scene.rigidbody_world.point_cache.frame_end = frames + 1
    scene.rigidbody_world.substeps_per_frame = 12
    movers, helpers = [], []

    def body(obj, kind, shape):
        bpy.context.view_layer.objects.active = obj
        bpy.ops.rigidbody.object_add(type=kind)
        rb = obj.rigid_body
        rb.collision_shape, rb.friction, rb.restitution = shape, 0.55, 0.05
        rb.use_margin, rb.collision_margin = True, 0.004
        rb.linear_damping, rb.angular_damping = 0.25, 0.5
        helpers.append(obj)

    for size, location in solids:
        body(box(size, location, None, bevel=0), "PASSIVE", "BOX")
    for fruit in fruits:
        twin = link(bpy.data.meshes[fruit["hull"]], "hull", fruit.location,
                    fruit.rotation_euler, fruit.scale[0])
        body(twin, "ACTIVE", "CONVEX_HULL")
        movers.append((fruit, twin))
    for frame in range(1, frames + 1):
        scene.frame_set(frame)
    graph = bpy.context.evaluated_depsgraph_get()
    places = [(fruit, twin.evaluated_get(graph).matrix_world.copy()) for fruit, twin in movers]
    for obj in helpers:
        bpy.data.objects.remove(obj)
    bpy.ops.rigidbody.world_remove()
    scene.frame_set(1)
    for fruit, place in places:
        fruit.matrix_world = place


def turned(tilt=3.2):
    return (random.uniform(-tilt, tilt), random.uniform(-tilt, tilt), random.uniform(0, 6.283))
