"""Procedural materials. Fruit meshes have unit size, so object coordinates
run from -1 to 1 whatever the size of the fruit in the scene."""
import bpy


class Nodes:
    """Small builder: values may be constants or sockets of other nodes."""

    def __init__(self, name):
        self.material = bpy.data.materials.new(name)
        self.material.use_nodes = True
        self.tree = self.material.node_tree
        self.bsdf = self.tree.nodes["Principled BSDF"]
        self.output = self.tree.nodes["Material Output"]

    def set(self, node, inputs):
        for key, value in inputs.items():
            socket = node.inputs[key]
            if isinstance(value, bpy.types.NodeSocket):
                self.tree.links.new(value, socket)
            elif isinstance(value, tuple) and len(value) == 3 and socket.type == "RGBA":
                socket.default_value = (*value, 1)
            else:
                socket.default_value = value

    def add(self, kind, inputs=None, out=0, **attributes):
        node = self.tree.nodes.new("ShaderNode" + kind)
        for key, value in attributes.items():
            setattr(node, key, value)
        self.set(node, inputs or {})
        return node.outputs[out]

    def math(self, operation, a, b=0.0, clamp=False):
        return self.add("Math", {0: a, 1: b}, operation=operation, use_clamp=clamp)

    def ramp(self, value, low, high, to_low=0.0, to_high=1.0):
        return self.add("MapRange", {0: value, 1: low, 2: high, 3: to_low, 4: to_high},
                        interpolation_type="SMOOTHSTEP")

    def mix(self, factor, a, b, blend="MIX"):
        return self.add("MixRGB", {0: factor, 1: a, 2: b}, blend_type=blend)

    def coords(self, out="Object", scale=(1, 1, 1), offset=(0, 0, 0)):
        return self.add("Mapping", {0: self.add("TexCoord", out=out), 1: offset, 3: scale})

    def random(self):
        return self.add("ObjectInfo", out="Random")

    def noise(self, vector, scale, detail=3.0, roughness=0.5, distortion=0.0, seed=None):
        inputs = {"Vector": vector, "Scale": scale, "Detail": detail,
                  "Roughness": roughness, "Distortion": distortion}
        if seed is not None:
            inputs["W"] = self.math("MULTIPLY", seed, 37.0)
            return self.add("TexNoise", inputs, noise_dimensions="4D")
        return self.add("TexNoise", inputs)

    def bump(self, height, strength, distance=0.02):
        return self.add("Bump", {"Strength": strength, "Distance": distance, "Height": height})

    def finish(self, **inputs):
        self.set(self.bsdf, {key.replace("_", " "): value for key, value in inputs.items()})
        return self.material


def plain(name, color, roughness=0.5, metallic=0.0, bump=0.0, bump_scale=40, vary=0.0, **more):
    n = Nodes(name)
    base = color
    if vary:
        speck = n.noise(n.coords(), 5, 6, 0.7)
        base = n.mix(n.ramp(speck, 0.3, 0.7), tuple(c * (1 - vary) for c in color), color)
    if bump:
        more["Normal"] = n.bump(n.noise(n.coords(), bump_scale, 4), bump)
    return n.finish(Base_Color=base, Roughness=roughness, Metallic=metallic, **more)


def emission(name, color, strength):
    n = Nodes(name)
    light = n.add("Emission", {0: color, 1: strength})
    n.tree.links.new(light, n.output.inputs[0])
    return n.material


def clear(name, color=(1, 1, 1), ior=1.33, roughness=0.0, normal=None, shade=0.96):
    """Glass or water that lets light through to what it covers."""
    n = Nodes(name)
    inputs = {"Color": color, "Roughness": roughness, "IOR": ior}
    if normal:
        scale, strength = normal
        inputs["Normal"] = n.bump(n.noise(n.coords("Object"), scale, 3, 0.45), strength, 0.1)
    glass = n.add("BsdfGlass", inputs)
    through = n.add("BsdfTransparent", {0: tuple(shade * c for c in color)})
    path = n.tree.nodes.new("ShaderNodeLightPath")
    either = n.math("MAXIMUM", path.outputs["Is Shadow Ray"], path.outputs["Is Diffuse Ray"])
    n.tree.links.new(n.add("MixShader", {0: either, 1: glass, 2: through}), n.output.inputs[0])
    return n.material


def printed(image, color):
    """Ink where the mask image is white, see-through elsewhere."""
    n = Nodes("printed")
    image.colorspace_settings.name = "Non-Color"
    mask = n.add("TexImage", {0: n.add("UVMap", uv_map="print")}, image=image, extension="CLIP")
    wear = n.ramp(n.noise(n.coords(), 9, 6, 0.7), 0.28, 0.42, 0.55, 0.95)
    n.finish(Base_Color=color, Roughness=0.75)
    ink = n.add("MixShader", {0: n.math("MULTIPLY", mask, wear), 1: n.add("BsdfTransparent"), 2: n.bsdf.outputs[0]})
    n.tree.links.new(ink, n.output.inputs[0])
    return n.material


def wood(name="wood", light=(0.62, 0.42, 0.23), dark=(0.36, 0.20, 0.09), roughness=0.65):
    """Sawn softwood; the grain runs along the X axis of the board."""
    n = Nodes(name)
    rnd = n.random()
    along = n.coords("Object", (0.35, 3.2, 3.2))
    grain = n.noise(along, 2.4, 6, 0.62, 1.1, seed=rnd)
    fibre = n.noise(n.coords("Object", (0.8, 26, 26)), 2.0, 4, 0.6, seed=rnd)
    color = n.mix(n.ramp(grain, 0.35, 0.68), dark, light)
    color = n.mix(n.ramp(fibre, 0.3, 0.75, 0.0, 0.35), color, dark)
    tint = n.add("HueSaturation", {"Hue": 0.5, "Saturation": n.ramp(rnd, 0, 1, 0.75, 1.1),
                                   "Value": n.ramp(rnd, 0, 1, 0.75, 1.15), "Color": color})
    relief = n.math("ADD", fibre, n.math("MULTIPLY", grain, 0.5))
    return n.finish(Base_Color=tint, Roughness=roughness, Specular=0.25,
                    Normal=n.bump(relief, 0.35, 0.03))
