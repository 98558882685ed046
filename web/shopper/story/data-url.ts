const IMAGES = /^image\/(?:jpeg|png|webp|gif|avif|svg\+xml)$/;

/** Bytes as a `data:` address for an image; undefined for types that browsers do not render. */
export function dataUrl(bytes: Uint8Array, mediaType: string): string | undefined {
  if (!IMAGES.test(mediaType)) return undefined;
  let binary = "";
  // In chunks, because the number of a call's arguments is limited.
  for (let start = 0; start < bytes.length; start += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(start, start + 0x8000));
  }
  return `data:${mediaType};base64,${btoa(binary)}`;
}
