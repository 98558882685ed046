"""Shared set-up of all picture scenes: world, light, camera, render, denoise.

A scene file builds its objects and ends with `studio.shoot("name")`.
Run one with:  blender -b -P demo/pictures/source/apple_product.py
Quick draft:   blender -b -P demo/pictures/source/apple_product.py -- 0.35 16
(arguments: scale of the picture, samples of each of the two passes)

One unit is 10 cm, so f-numbers are a tenth of those of a real lens.
"""
import math
import os
import random
import sys
import tempfile

import bpy
import numpy as np
from mathutils import Vector

HERE = os.path.dirname(os.path.abspath(__file__))
ARGS = sys.argv[sys.argv.index("--") + 1:] if "--" in sys.argv else []
SCALE = float(ARGS[0]) if ARGS else 1.0
SAMPLES = int(ARGS[1]) if len(ARGS) > 1 else None
OUT = ARGS[2] if len(ARGS) > 2 else os.path.dirname(HERE)


def reset(seed=1):
    """Start from an empty scene with a fixed random seed."""
    bpy.ops.wm.read_factory_settings(use_empty=True)
    random.seed(seed)
    scene = bpy.context.scene
    scene.world = bpy.data.worlds.new("world")
    scene.world.use_nodes = True
    return scene


def sky(elevation=35, rotation=0, strength=0.25, dust=1.0):
    """Physical sky without the sun disc (add `sun` for the disc)."""
    tree = bpy.context.scene.world.node_tree
    node = tree.nodes.new("ShaderNodeTexSky")
    node.sky_type = "NISHITA"
    node.sun_disc = False
    node.sun_elevation = math.radians(elevation)
    node.sun_rotation = math.radians(rotation)
    node.dust_density = dust
    back = tree.nodes["Background"]
    tree.links.new(node.outputs[0], back.inputs[0])
    back.inputs[1].default_value = strength


def ambient(color=(1, 1, 1), strength=0.3):
    back = bpy.context.scene.world.node_tree.nodes["Background"]
    back.inputs[0].default_value = (*color, 1)
    back.inputs[1].default_value = strength


def _aim(obj, target):
    direction = Vector(target) - obj.location
    obj.rotation_euler = direction.to_track_quat("-Z", "Y").to_euler()


def sun(direction_from, strength=4.0, angle=0.6, color=(1, 0.95, 0.86)):
    data = bpy.data.lights.new("sun", "SUN")
    data.energy, data.angle, data.color = strength, math.radians(angle), color
    obj = bpy.data.objects.new("sun", data)
    bpy.context.collection.objects.link(obj)
    obj.location = direction_from
    _aim(obj, (0, 0, 0))
    return obj


def softbox(location, target=(0, 0, 0), size=3.0, size_y=None, power=200, color=(1, 1, 1)):
    data = bpy.data.lights.new("softbox", "AREA")
    data.shape, data.size, data.size_y = "RECTANGLE", size, size_y or size
    data.energy, data.color = power, color
    obj = bpy.data.objects.new("softbox", data)
    bpy.context.collection.objects.link(obj)
    obj.location = location
    _aim(obj, target)
    return obj


def camera(location, target, lens=70, fstop=0.4, focus=None):
    data = bpy.data.cameras.new("camera")
    data.lens, data.clip_start, data.clip_end = lens, 0.05, 2000
    obj = bpy.data.objects.new("camera", data)
    bpy.context.collection.objects.link(obj)
    obj.location = location
    _aim(obj, target)
    data.dof.use_dof = True
    data.dof.aperture_fstop = fstop
    data.dof.aperture_blades = 7
    focus = Vector(focus if focus is not None else target)
    forward = (Vector(target) - obj.location).normalized()
    data.dof.focus_distance = (focus - obj.location).dot(forward)
    bpy.context.scene.camera = obj
    return obj


def _pass(scene, seed, path):
    scene.cycles.seed = seed
    scene.render.filepath = path
    bpy.ops.render.render(write_still=True)
    image = bpy.data.images.load(path)
    width, height = image.size
    flat = np.empty(width * height * 4, dtype=np.float32)
    image.pixels.foreach_get(flat)
    bpy.data.images.remove(image)
    return flat.reshape(height, width, 4)[:, :, :3]


def shoot(name, samples=64, exposure=0.0, look="High Contrast", bounces=5, grain=0.006,
          detail=1.0):
    """Render two independent passes, denoise them against each other, save a JPEG.

    detail: share of the final size that is rendered; the rest is enlargement.
    """
    from denoise import dual_nlm, enlarge

    scene = bpy.context.scene
    scene.render.engine = "CYCLES"
    scene.render.use_persistent_data = True
    scene.render.threads_mode, scene.render.threads = "FIXED", 2
    scene.render.resolution_x, scene.render.resolution_y = round(1280 * SCALE * detail), round(960 * SCALE * detail)
    scene.render.resolution_percentage = 100
    cycles = scene.cycles
    cycles.device, cycles.use_denoising = "CPU", False
    cycles.samples = SAMPLES or samples
    cycles.use_adaptive_sampling, cycles.adaptive_threshold = True, 0.05
    cycles.adaptive_min_samples = 8
    cycles.max_bounces, cycles.diffuse_bounces, cycles.glossy_bounces = bounces, 2, 3
    cycles.transmission_bounces, cycles.transparent_max_bounces = bounces, 12
    cycles.sample_clamp_indirect, cycles.sample_clamp_direct = 3.0, 30.0
    cycles.blur_glossy, cycles.caustics_reflective, cycles.caustics_refractive = 0.2, False, False
    scene.view_settings.view_transform = "Filmic"
    scene.view_settings.look = look
    scene.view_settings.exposure = exposure
    scene.render.image_settings.file_format = "OPEN_EXR"
    scene.render.image_settings.color_depth = "32"
    with tempfile.TemporaryDirectory() as folder:
        one = _pass(scene, 11, os.path.join(folder, "one.exr"))
        two = _pass(scene, 47, os.path.join(folder, "two.exr"))
    pixels = dual_nlm(one, two)
    if detail < 1:
        pixels = enlarge(pixels, round(1280 * SCALE), round(960 * SCALE))
    noise = np.random.default_rng(3).normal(0, grain, pixels.shape[:2])[..., None]
    pixels = np.clip(pixels * (1 + 3 * noise), 0, None).astype(np.float32)
    height, width = pixels.shape[:2]
    image = bpy.data.images.new(name, width, height, float_buffer=True)
    full = np.ones((height, width, 4), dtype=np.float32)
    full[:, :, :3] = pixels
    image.pixels.foreach_set(full.ravel())
    scene.render.image_settings.file_format = "JPEG"
    scene.render.image_settings.color_mode = "RGB"
    scene.render.image_settings.quality = 82
    path = os.path.join(OUT, name + ".jpg")
    image.save_render(path, scene=scene)
    print("saved", name, os.path.getsize(path))
