/** Reads a picture's pixels, whatever somebody may have made of the file. */
import { fileTypeFromBuffer } from "file-type";
import sharp from "sharp";
import type { Pixels } from "./colour.ts";

/** The largest file and picture that are looked at. */
export const DECODING_LIMITS = { bytes: 20 * 1024 * 1024, pixels: 40_000_000, seconds: 8 } as const;
/** Pixels of the shorter side that a picture has to have. */
export const MINIMUM_SIDE = 96;
/** Pixels of the longer side that grading works on. */
const WORKING_SIDE = 256;
/** By their bytes: an SVG, for one, may ask for other files and is never given to the decoder. */
const MEDIA_TYPES: readonly string[] = ["image/jpeg", "image/png", "image/webp", "image/gif"];

/** Why a file is not looked at. */
export type Undecodable = "no-image" | "too-large" | "too-small" | "broken";

// What was decoded once is not asked for again, and grading is no reason to take every core.
sharp.cache(false);
sharp.concurrency(1);

/** Decode a picture, and make it small. Of a moving picture the first frame. */
export async function decode(bytes: Uint8Array): Promise<Pixels | Undecodable> {
  if (bytes.length > DECODING_LIMITS.bytes) return "too-large";
  const type = await fileTypeFromBuffer(bytes).catch(() => undefined);
  if (!type || !MEDIA_TYPES.includes(type.mime)) return "no-image";
  try {
    const options = { limitInputPixels: DECODING_LIMITS.pixels, failOn: "error", sequentialRead: true } as const;
    // Reads the header alone, so that what is too large can be told from what is broken.
    const { width, height } = await sharp(bytes, { ...options, limitInputPixels: false }).metadata();
    if (width * height > DECODING_LIMITS.pixels) return "too-large";
    if (Math.min(width, height) < MINIMUM_SIDE) return "too-small";
    const { data, info } = await sharp(bytes, options)
      .timeout({ seconds: DECODING_LIMITS.seconds })
      .resize(WORKING_SIDE, WORKING_SIDE, { fit: "inside", withoutEnlargement: true })
      .flatten({ background: "white" })
      .toColourspace("srgb")
      .raw()
      .toBuffer({ resolveWithObject: true });
    if (info.channels !== 3) return "broken";
    // A strip of a picture has nothing left to look at.
    if (Math.min(info.width, info.height) < MINIMUM_SIDE / 4) return "too-small";
    return { width: info.width, height: info.height, data };
  } catch {
    return "broken";
  }
}
