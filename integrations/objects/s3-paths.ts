import type { Hex } from "../../domain/shared/hex.ts";

/** The places of objects, which determine their visibility. */
export const PLACES = ["erased", "restricted", "public"] as const;

/** Where new objects go. */
export function placeOf(restricted: boolean): "restricted" | "public" {
  return restricted ? "restricted" : "public";
}

/** An object's path in a place. */
export function storedPath(place: string, sha256: Hex): string {
  return `${place}/${sha256.slice(2, 4)}/${sha256.slice(2)}`;
}

/** The path of a file being uploaded. */
export function stagedPath(uploadId: string): string {
  return `uploads/${uploadId}`;
}
