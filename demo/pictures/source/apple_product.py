"""Three Red Delicious apples on a pale table in window light."""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import studio
from materials import Nodes
from produce import apple
from shapes import plane

studio.reset(4)
studio.ambient((0.92, 0.96, 1.0), 0.35)

n = Nodes("linen")
weave = n.math("ADD", n.noise(n.coords("Object", (60, 4, 1)), 6, 3), n.noise(n.coords("Object", (4, 60, 1)), 6, 3))
tone = n.mix(n.noise(n.coords(), 0.8, 5, 0.6), (0.62, 0.58, 0.52), (0.72, 0.69, 0.63))
cloth = n.finish(Base_Color=tone, Roughness=0.85, Specular=0.15, Normal=n.bump(weave, 0.25, 0.01))
plane(40, (0, 0, 0), cloth)

apple((0, 0, 0.395), (0.12, -0.1, 0.5), 0.41, seed=1)
apple((0.82, 0.38, 0.38), (-0.2, 0.15, 2.4), 0.395, seed=3)
apple((-0.72, 0.72, 0.37), (0.1, 0.32, 4.2), 0.385, seed=2)

studio.softbox((-3.2, 0.6, 3.0), (0, 0, 0.3), 2.2, 3.0, 150, (1, 0.97, 0.92))
studio.softbox((3.6, 2.2, 2.2), (0, 0, 0.3), 2.5, 2.5, 40, (0.9, 0.95, 1))
studio.camera((0.25, -3.6, 1.55), (0.04, 0.15, 0.40), 78, 0.5, focus=(0, -0.36, 0.45))
studio.shoot("apple-product", samples=28, exposure=0.75)
