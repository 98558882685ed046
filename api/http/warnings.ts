/**
 * What was ignored in a request is said in its answer, beside what its route warns of: fields and parameters that its documentation does not name, and
 * times that had to be placed. What the documentation says is all that there is, so it is what requests are held against.
 */
import { type RouteConfig, z } from "@hono/zod-openapi";
import { PERSONAL_NOTICE } from "../../domain/names/personal-notice.ts";
import { lacksOffset } from "../../domain/shared/days.ts";
import { escapedJson, harmless } from "../../domain/shared/foreign-text.ts";
import { personalNumberIn } from "../../domain/shared/personal-numbers.ts";
import { numberTold } from "../../domain/shared/quantity-input.ts";
import type { Middleware, RequestContext } from "./env.ts";

/** The header that has them where an answer is no JSON object. */
export const WARNINGS_HEADER = "Suyuan-Warnings";

/** Something that a request said in vain, or not plainly. */
export interface Warning {
  readonly field: string;
  readonly message: string;
}

/** More are not told: nobody reads them. */
const MOST = 20;

const WORDS = {
  en: {
    field: (meant?: string) => `This field is not known here, and was ignored${meant ? `: is ${meant} meant?` : ""}`,
    parameter: (meant?: string) =>
      `This parameter is not known here, and was ignored${meant ? `: is ${meant} meant?` : ""}`,
    number: "This number came as a text, and was taken as the number",
    placed: (zone: string) => `This time has no offset, and was taken as one in ${zone}`,
    personal: PERSONAL_NOTICE.en,
  },
  zh: {
    field: (meant?: string) => `未知字段，已忽略${meant ? `：是否应为 ${meant}？` : ""}`,
    parameter: (meant?: string) => `未知参数，已忽略${meant ? `：是否应为 ${meant}？` : ""}`,
    number: "此数值以文本形式提交，已按数字处理",
    placed: (zone: string) => `时间未注明时区，已按 ${zone} 处理`,
    personal: PERSONAL_NOTICE.zh,
  },
} as const;

type Words = Omit<(typeof WORDS)["en" | "zh"], "number"> & { readonly number: string | undefined };

/** How warnings are documented. */
const warningsSchema = z
  .array(z.object({ field: z.string(), message: z.string() }))
  .optional()
  .openapi({ description: "What of the request was ignored, or taken in a certain sense" });

/** Says in a route's answers what was ignored in its requests. */
export function warnsOf({ request, method, path }: RouteConfig): Middleware {
  const query = request?.query as z.ZodType | undefined;
  const content = (request?.body as { content?: Record<string, { schema?: unknown }> } | undefined)?.content;
  const schema = content?.["application/json"]?.schema;
  const body = schema instanceof z.ZodType ? schema : undefined;
  const isRecorded = method !== "get" && RECORDED.test(path);
  return async (context, next) => {
    await next();
    const { timeZone, language } = context.get("place");
    const words: Words = WORDS[language];
    const asked: Words = { ...words, field: words.parameter, number: undefined };
    // Of what is refused nothing was taken as a number.
    const told: Words = context.res.ok ? words : { ...words, number: undefined };
    const warnings = [
      ...(context.get("warnings") ?? []),
      ...within(query ?? z.object({}), context.req.query(), "", asked, timeZone),
      ...(body ? within(body, context.get("json"), "", told, timeZone) : []),
      ...(isRecorded ? personalIn(context.get("json"), "", words) : []),
    ].slice(0, MOST);
    if (warnings.length > 0) await say(context, warnings);
  };
}

/** Routes whose requests become records, which nobody can take back. */
const RECORDED = /^\/(?:v1\/(?:traces|transformations|recalls)|batches|add-tomato|tomato)(?:\/|$)/;

/** Fields that are there for telephone numbers, or hold numbers of other kinds. */
const MEANT_FOR_NUMBERS = /(?:phone|contact|complaints|code|gtin|gln|number|id|电话|联系方式)$/i;

/** Personal numbers in texts that are to be recorded. */
function personalIn(value: unknown, path: string, words: Words): readonly Warning[] {
  if (typeof value === "string") {
    const sort = MEANT_FOR_NUMBERS.test(path) ? undefined : personalNumberIn(value);
    return sort ? [{ field: shortened(path), message: words.personal[sort] }] : [];
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inside]) =>
    personalIn(inside, path === "" ? name : `${path}.${name}`, words),
  );
}

/** A route's answers as documented, with warnings in all JSON objects. */
export function withWarnings(route: RouteConfig): RouteConfig {
  const responses = Object.entries(route.responses).map(([status, response]) => {
    const content = (response as { content?: Record<string, { schema: unknown }> }).content;
    if (!content) return [status, response];
    const told = Object.entries(content).map(([type, media]) => [
      type,
      PLAIN_JSON.test(type) ? { ...media, schema: mayWarn(media.schema) } : media,
    ]);
    return [status, { ...response, content: Object.fromEntries(told) }];
  });
  return { ...route, responses: Object.fromEntries(responses) };
}

/** Other kinds of JSON have a form of their own, in which nothing else is expected. */
const PLAIN_JSON = /^application\/(problem\+)?json$/;

const extended = new WeakMap<z.ZodType, z.ZodType>();

function mayWarn(schema: unknown): unknown {
  if (schema instanceof z.ZodUnion) return z.union(schema.options.map((option) => mayWarn(option)) as never);
  if (!(schema instanceof z.ZodObject) || "warnings" in schema.shape) return schema;
  const known = extended.get(schema) ?? schema.extend({ warnings: warningsSchema });
  extended.set(schema, known);
  return known;
}

/** What is said in vain, or not plainly, in a value that a schema describes. */
function within(schema: z.ZodType, value: unknown, path: string, words: Words, timeZone: string): readonly Warning[] {
  const {
    type,
    format,
    innerType,
    in: first,
    element,
    shape,
    catchall,
    options,
  } = schema._zod.def as unknown as Definition;
  const inner = innerType ?? (type === "pipe" ? first : undefined);
  if (inner) return within(inner, value, path, words, timeZone);
  if (type === "union") {
    const each = (options ?? []).map((option) => within(option, value, path, words, timeZone));
    return each.find((warnings) => warnings.length === 0) ?? each[0] ?? [];
  }
  if (type === "number") {
    const isText = typeof numberTold(value) !== typeof value;
    return isText && words.number !== undefined ? [{ field: path, message: words.number }] : [];
  }
  if (format === "datetime") {
    return typeof value === "string" && lacksOffset(value) ? [{ field: path, message: words.placed(timeZone) }] : [];
  }
  if (typeof value !== "object" || value === null) return [];
  const below = (name: string | number) => (path === "" ? String(name) : `${path}.${name}`);
  if (Array.isArray(value)) {
    return element ? value.flatMap((item, index) => within(element, item, below(index), words, timeZone)) : [];
  }
  if (!shape) return [];
  const isOpen = catchall !== undefined && catchall._zod.def.type !== "never";
  return Object.entries(value).flatMap(([name, inside]) => {
    const field = Object.hasOwn(shape, name) ? shape[name] : undefined;
    if (field) return within(field, inside, below(name), words, timeZone);
    return isOpen ? [] : [{ field: shortened(below(name)), message: words.field(meantBy(name, Object.keys(shape))) }];
  });
}

/** The parts of a schema of zod that are looked into. */
interface Definition {
  readonly type: string;
  readonly format?: string;
  readonly innerType?: z.ZodType;
  readonly in?: z.ZodType;
  readonly element?: z.ZodType;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly catchall?: z.ZodType;
  readonly options?: readonly z.ZodType[];
}

/** A name of the documentation that differs in no letter or digit. */
function meantBy(name: string, known: readonly string[]): string | undefined {
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, "");
  return plain(name) === "" ? undefined : known.find((each) => plain(each) === plain(name));
}

function shortened(name: string): string {
  const shown = harmless(name);
  return shown.length > 100 ? `${shown.slice(0, 99)}…` : shown;
}

/** In a JSON object beside what it has, which stays as it was written, to the letter; in a header of all else. */
async function say(context: RequestContext, warnings: readonly Warning[]): Promise<void> {
  const { res } = context;
  const text = PLAIN_JSON.test(res.headers.get("content-type")?.split(";", 1)[0] ?? "") ? await res.clone().text() : "";
  if (!text.startsWith("{") || !text.endsWith("}") || Object.hasOwn(JSON.parse(text), "warnings")) {
    context.header(WARNINGS_HEADER, escapedJson(JSON.stringify(warnings)).replace(/[^\x20-\x7e]/g, escaped));
    return;
  }
  const separator = text === "{}" ? "" : ",";
  const headers = new Headers(res.headers);
  headers.delete("content-length");
  context.res = undefined;
  context.res = new Response(`${text.slice(0, -1)}${separator}"warnings":${JSON.stringify(warnings)}}`, {
    status: res.status,
    headers,
  });
}

const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
