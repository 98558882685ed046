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
  return decode(new Uint8ClampedArray(pixels), width, height)?.data ?? null;
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
