/** The OpenAPI documents in Chinese: what people read of operations; names and schemas are the same for all. */
import { translate } from "../../domain/names/translate.ts";
import type { RequestContext } from "../http/env.ts";
import { type Language, languageOf } from "../http/language.ts";
import { languageOf as languageOfReader } from "../http/reader.ts";
import { OPERATION_TEXTS, TAG_TEXTS } from "./reference-texts/index.ts";

type Json = Readonly<Record<string, unknown>>;

/** `?lang=` where it names a language, else by `Accept-Language`: English for programs, which mostly send none. */
export function languageAskedFor(context: RequestContext): Language {
  return context.req.query("lang") ? languageOfReader(context) : languageOf(context);
}

/** Each path's operations with their groups, summaries, descriptions and what is told of parameters in Chinese. */
export function pathsInChinese(paths: Readonly<Record<string, object>>): Readonly<Record<string, object>> {
  return mapped(paths, (item: object) => mapped(item, operationInChinese));
}

function operationInChinese(operation: Json): Json {
  const { tags = [], parameters } = operation as { tags?: readonly string[]; parameters?: readonly Json[] };
  return {
    ...described(operation),
    tags: tags.map((tag) => translate(TAG_TEXTS, tag)),
    ...(parameters && { parameters: parameters.map(parameterInChinese) }),
  };
}

function parameterInChinese(parameter: Json): Json {
  const { schema } = parameter as { schema?: Json };
  return { ...described(parameter), ...(schema && { schema: described(schema) }) };
}

/** With the texts that it has; it gets none that it has not. */
function described(told: Json): Json {
  const texts = ["summary", "description"].flatMap((name) => {
    const text = told[name];
    return typeof text === "string" ? [[name, translate(OPERATION_TEXTS, text)]] : [];
  });
  return { ...told, ...Object.fromEntries(texts) };
}

function mapped<T>(record: object, each: (value: T) => object): Record<string, object> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, each(value)]));
}
