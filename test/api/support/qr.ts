/** Reads QR codes from pictures, as a phone does. */
import jsqr from "jsqr";
import sharp from "sharp";

const decode = jsqr as unknown as (
  pixels: Uint8ClampedArray,
  width: number,
  height: number,
) => { readonly data: string } | null;

/** What a code in raw RGBA pixels says; null if none is found. */
export function readPixels(pixels: Uint8Array, width: number, height: number): string | null {
  // The library misses a code now and then. As a hand that holds a phone does, look again from a little elsewhere.
  for (const rows of [0, 5, 11]) {
    const part = new Uint8ClampedArray(pixels.subarray(rows * width * 4));
    const found = decode(part, width, height - rows);
    if (found) return found.data;
  }
  return null;
}

/** What the code in a PNG, or in an SVG drawn at `size` pixels, says. */
export async function readPicture(bytes: Uint8Array, size?: number): Promise<string | null> {
  const picture = sharp(bytes);
  const { data, info } = await (size ? picture.resize(size, size) : picture)
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return readPixels(data, info.width, info.height);
}
