"""Dual-buffer non-local means: each of two noisy renders is filtered with
weights taken from the other one, so noise cannot pass for structure."""
from concurrent.futures import ThreadPoolExecutor

import numpy as np


def _box(img, radius):
    """Mean over a square window, along both axes, edges repeated."""
    size = 2 * radius + 1
    for axis in (0, 1):
        pad = [(0, 0)] * img.ndim
        pad[axis] = (radius + 1, radius)
        total = np.cumsum(np.pad(img, pad, mode="edge"), axis=axis, dtype=np.float32)
        count = img.shape[axis]
        upper = np.take(total, np.arange(size, size + count), axis=axis)
        lower = np.take(total, np.arange(0, count), axis=axis)
        img = (upper - lower) / size
    return img


def _windows(dy, dx, height, width):
    """Slices of the pixels p and of their neighbours q = p + (dy, dx)."""
    py = slice(max(0, -dy), height - max(0, dy))
    px = slice(max(0, -dx), width - max(0, dx))
    qy = slice(max(0, dy), height - max(0, -dy))
    qx = slice(max(0, dx), width - max(0, -dx))
    return (py, px), (qy, qx)


def dual_nlm(one, two, search=7, patch=2, strength=0.5):
    one = np.log1p(np.clip(one, 0, 40) * 4)
    two = np.log1p(np.clip(two, 0, 40) * 4)
    variance = _box((one - two) ** 2 / 2, 2).mean(axis=2) + 2e-5
    height, width = variance.shape
    # Half of the offsets only: each distance serves both directions.
    offsets = [(dy, dx) for dy in range(0, search + 1) for dx in range(-search, search + 1)
               if dy > 0 or dx > 0]

    def filtered(target, guide):
        total, weight = target.copy(), np.ones((height, width), np.float32)
        for dy, dx in offsets:
            p, q = _windows(dy, dx, height, width)
            spread = variance[p] + variance[q]
            distance = ((guide[p] - guide[q]) ** 2).mean(axis=2)
            distance = (distance - spread) / (1e-6 + strength**2 * spread)
            w = np.exp(-np.clip(_box(distance, patch), 0, 30))
            total[p] += target[q] * w[..., None]
            total[q] += target[p] * w[..., None]
            weight[p] += w
            weight[q] += w
        return total / weight[..., None]

    with ThreadPoolExecutor(2) as pool:
        result = sum(pool.map(filtered, (one, two), (two, one))) / 2
    return np.expm1(result) / 4


def enlarge(img, width, height):
    """Catmull-Rom interpolation to a larger size, with slight sharpening."""
    img = np.log1p(img)
    for axis, size in ((0, height), (1, width)):
        at = (np.arange(size) + 0.5) * img.shape[axis] / size - 0.5
        base = np.floor(at).astype(int)
        t = (at - base).astype(np.float32).reshape((-1, 1, 1) if axis == 0 else (1, -1, 1))
        a, b, c, d = (np.take(img, np.clip(base + k, 0, img.shape[axis] - 1), axis=axis) for k in (-1, 0, 1, 2))
        img = b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)))
    img = img + 0.35 * (img - _box(img, 1))
    return np.clip(np.expm1(img), 0, None)
