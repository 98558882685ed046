/** The evaluator that needs no service: it grades the colour of the tomatoes in a picture (docs/evaluator.md). */
import {
  type EvaluationPicture,
  type EvaluationPictures,
  type Evaluator,
  EvaluatorFailure,
} from "../../domain/tomatoes/evaluator.ts";
import {
  type ColourClass,
  DECODING_LIMITS,
  type Grade,
  gradePicture,
  MINIMUM_SIDE,
  type Ungradable,
} from "../../packages/tomato-evaluator/index.ts";

/** How many pictures are looked at for one evaluation: each takes up to a few seconds. */
const MOST_PICTURES = 8;

type Refusal = "no-picture" | Ungradable;

/** Each refusal's code and message, in Chinese and English. */
const REFUSALS: Readonly<Record<Refusal, readonly [code: string, chinese: string, english: string]>> = {
  "no-picture": [
    "1",
    "该批次没有公开的图片附件，可用 multipart/form-data 随本请求附上图片",
    "no public picture is attached to the batch; send one with this request as multipart/form-data",
  ],
  "no-image": ["2", "附件不是 JPEG、PNG、WebP 或 GIF 图片", "the attachment is no JPEG, PNG, WebP or GIF picture"],
  broken: ["3", "图片已损坏，无法解码", "the picture is damaged and cannot be decoded"],
  "too-large": [
    "4",
    `图片过大（上限 ${DECODING_LIMITS.bytes / 1024 / 1024} MiB、${DECODING_LIMITS.pixels / 10_000} 万像素）`,
    `the picture is too large (at most ${DECODING_LIMITS.bytes / 1024 / 1024} MiB and ${DECODING_LIMITS.pixels / 1_000_000} million pixels)`,
  ],
  "too-small": [
    "5",
    `图片过小（短边至少 ${MINIMUM_SIDE} 像素）`,
    `the picture is too small (at least ${MINIMUM_SIDE} pixels a side)`,
  ],
  grey: ["6", "图片没有色彩，无法判断成熟度", "the picture is grey-scale: it tells no ripeness"],
  dark: ["7", "图片过暗", "the picture is too dark"],
  burnt: ["8", "图片曝光过度", "the picture is burnt out"],
  "no-tomato": ["9", "图片中未找到番茄颜色的果实", "no fruit of a tomato's colour was found in the picture"],
  unsure: ["10", "无法可靠判断，请换一张更清晰的图片", "it cannot be judged reliably: attach a clearer picture"],
};

const CHINESE: Readonly<Record<ColourClass, string>> = {
  green: "绿熟期",
  breakers: "破色期",
  turning: "转色期",
  pink: "粉红期",
  "light red": "浅红期",
  red: "红熟期",
};

/** The built-in evaluator. Pictures are analysed one at a time, to bound memory. */
export function builtInEvaluator(): Evaluator {
  let last: Promise<unknown> = Promise.resolve();
  return {
    evaluate(_request, pictures) {
      const result = last.then(() => look(pictures));
      last = result.catch(() => undefined);
      return result;
    },
  };
}

/**
 * Grade the newest picture that shows fruit: a later one of cartons or of a lorry says nothing of ripeness. A picture of
 * fruit that cannot be judged is not replaced by an older one, of which nobody asked.
 */
async function look(pictures: EvaluationPictures | undefined): Promise<string> {
  let seen = 0;
  for await (const picture of pictures?.() ?? []) {
    const grade = await gradeOf(picture);
    if (typeof grade !== "string") return graded(grade);
    if (grade !== "no-tomato" || ++seen === MOST_PICTURES) return refused(grade);
  }
  return refused(seen > 0 ? "no-tomato" : "no-picture");
}

async function gradeOf(picture: EvaluationPicture): Promise<Grade | Refusal> {
  if (picture.size > DECODING_LIMITS.bytes) return "too-large";
  const bytes = await picture.read().catch((cause: unknown) => {
    throw new EvaluatorFailure("the picture cannot be read", { cause });
  });
  return bytes ? gradePicture(bytes) : "no-picture";
}

function graded({ colourClass, changed, red, confidence }: Grade): string {
  const percent = (share: number) => `${Math.round(share * 100)}%`;
  const chinese = `成熟度：${CHINESE[colourClass]}；可见表面粉红至红色 ${percent(red)}，已转色 ${percent(changed)}；置信度 ${percent(confidence)}`;
  const english = `Colour class: ${colourClass} (USDA, 7 CFR 51.1860); ${percent(red)} of the visible surface is pink or red, ${percent(changed)} is no longer green; confidence ${percent(confidence)}`;
  return JSON.stringify({ code: "0", data: `${chinese}。${english}.`, message: "success" });
}

function refused(refusal: Refusal): string {
  const [code, chinese, english] = REFUSALS[refusal];
  return JSON.stringify({ code, data: null, message: `无法评估：${chinese}。Cannot evaluate: ${english}.` });
}
