/** How ripe the tomatoes in a picture are, by the colour of their skin. It knows nothing of who asks. */
import { decode, type Undecodable } from "./decode.ts";
import { type Grade, gradeOf } from "./grade.ts";
import { segment, type Unjudgeable } from "./segment.ts";

export { DECODING_LIMITS, MINIMUM_SIDE } from "./decode.ts";
export type { ColourClass, Grade } from "./grade.ts";

/** Why a picture cannot be graded. */
export type Ungradable = "unsure" | Undecodable | Unjudgeable;

/** Below this a class would be no better than a guess between two. */
const MINIMUM_CONFIDENCE = 0.3;

/** Grade a picture; the reason if it cannot be graded. */
export async function gradePicture(bytes: Uint8Array): Promise<Grade | Ungradable> {
  const pixels = await decode(bytes);
  if (typeof pixels === "string") return pixels;
  const sight = segment(pixels);
  if (typeof sight === "string") return sight;
  const grade = gradeOf(sight);
  return grade.confidence < MINIMUM_CONFIDENCE ? "unsure" : grade;
}
