/** Settings in files: `.env`, and `configs.toml` with a part for each environment. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { parse } from "smol-toml";

/** A file of settings cannot be read. The message tells where, and never what stands there: it may be a secret. */
export class SettingsFileError extends Error {
  override readonly name = "SettingsFileError";
}

/** The environments that a part of `configs.toml` may be for. */
const ENVIRONMENTS = ["development", "test", "production"];

/**
 * What is set in a folder's files, for an environment of variables, which go first. Then come `.env`, the part of
 * `configs.toml` that is named as `NODE_ENV` (development, if nothing tells), and what stands there before any part.
 * Names may be written in lower case. Throws a SettingsFileError.
 */
export function settingsInFiles(folder: string, variables: NodeJS.ProcessEnv): Record<string, string> {
  const environment = parsed(folder, ".env", (text) => parseEnv(text)) ?? {};
  const { common, parts } = tomlIn(folder);
  const isSet = (text: unknown): text is string => typeof text === "string" && text !== "";
  const name = [variables.NODE_ENV, environment.NODE_ENV, common.NODE_ENV, "development"].find(isSet);
  const chosen = { ...common, ...parts[name ?? ""] };
  for (const [setting, text] of Object.entries(environment)) if (isSet(text)) chosen[setting] = text;
  return Object.fromEntries(Object.entries(chosen).filter(([setting]) => !isSet(variables[setting])));
}

interface Toml {
  readonly common: Record<string, string>;
  readonly parts: Readonly<Record<string, Record<string, string>>>;
}

function tomlIn(folder: string): Toml {
  const common: Record<string, string> = {};
  const parts: Record<string, Record<string, string>> = {};
  for (const [key, value] of Object.entries(parsed(folder, "configs.toml", parse) ?? {})) {
    if (ENVIRONMENTS.includes(key) && isTable(value)) {
      parts[key] = Object.fromEntries(Object.entries(value).map(([name, each]) => setting(name, each)));
    } else {
      const [name, text] = setting(key, value);
      common[name] = text;
    }
  }
  return { common, parts };
}

/** A setting as a variable would have it: lists with commas, switches as `on` and `off`. */
function setting(name: string, value: unknown): [string, string] {
  const told = name.toUpperCase();
  if (typeof value === "boolean") return [told, value ? "on" : "off"];
  if (typeof value === "string" || typeof value === "number" || typeof value === "bigint") return [told, String(value)];
  const isList = Array.isArray(value) && value.every((each) => ["string", "number"].includes(typeof each));
  if (isList) return [told, (value as readonly unknown[]).join(",")];
  throw new SettingsFileError(
    `configs.toml: ${name} is no setting: parts are [${ENVIRONMENTS.join("], [")}], and settings are texts or numbers`,
  );
}

const isTable = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);

/** A file's content; undefined where there is no such file. */
function parsed<Content>(folder: string, name: string, read: (text: string) => Content): Content | undefined {
  let text: string;
  try {
    text = readFileSync(join(folder, name), "utf8").replace(/^\ufeff/, "");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return undefined;
    throw new SettingsFileError(`${name} cannot be read (${code})`);
  }
  try {
    return read(text);
  } catch (error) {
    // The parser's own words quote the line.
    const { line } = error as { readonly line?: number };
    throw new SettingsFileError(`${name} cannot be read${line ? `: line ${line} is not TOML` : ""}`);
  }
}
