/** One OpenAPI 3.1 document a dialect and one of everything, each without a fault that a linter finds. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createConfig, lintFromString, type NormalizedProblem } from "@redocly/openapi-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DIALECTS } from "../../api/dialects/index.ts";
import { CHOICES } from "../../api/system/reference-guide.ts";
import { OPERATION_TEXTS, TAG_TEXTS, TITLE_TEXTS } from "../../api/system/reference-texts/index.ts";
import { PROJECT_FOLDER } from "../../config/settings.ts";
import { type Api, startApi } from "./support/api.ts";
import { parametersPage } from "./support/parameters.ts";

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const PATHS = ["/openapi.json", ...DIALECTS.map(({ name }) => `/openapi/${name}.json`)];

test.each(PATHS)("%s has no fault", async (path) => {
  const { status, text, body } = await api.call("GET", path);
  expect([status, body.openapi]).toEqual([200, "3.1.0"]);
  const config = await createConfig({
    extends: ["recommended"],
    // The traces document has `/public/{batchCode}` beside `/{traceId}/events`; a trace's identifier is never `public`.
    rules: { "no-ambiguous-paths": "off" },
  });
  const problems: NormalizedProblem[] = await lintFromString({ source: text, absoluteRef: "openapi.json", config });
  const faults = problems.map(
    ({ ruleId, message, location }) => `${ruleId}: ${message} at ${location[0]?.pointer ?? "?"}`,
  );
  expect(faults).toEqual([]);
});

test("the document of everything has the routes of each dialect, and no name means two things", async () => {
  const whole = (await api.call("GET", "/openapi.json")).body;
  for (const { name } of DIALECTS) {
    const part = (await api.call("GET", `/openapi/${name}.json`)).body;
    expect(Object.keys(part.paths).length).toBeGreaterThan(2);
    for (const [path, item] of Object.entries(part.paths)) expect(whole.paths[path]).toEqual(item);
    for (const [schema, value] of Object.entries(part.components.schemas)) {
      expect(whole.components.schemas[schema], schema).toEqual(value);
    }
  }
});

/** What people look at in browsers, and the documents themselves. */
const PAGES =
  /^\/($|t$|t\/|verify$|verify\/|upload-page$|confirm$|console$|console\/|audit$|audit\/|privacy$|wechat$|integrity$|assets\/|docs$|docs\/|openapi[./]|dev\/mailbox$)/;

test("every route but the pages is in the document of everything", async () => {
  const { paths } = (await api.call("GET", "/openapi.json")).body;
  const documented = new Set(
    Object.entries(paths).flatMap(([path, item]) =>
      Object.keys(item as object).map((method) => `${method.toUpperCase()} ${path.replaceAll(/\{\w+\}/g, ":")}`),
    ),
  );
  const routes = api.app.routes
    .filter(({ method, path }) => method !== "ALL" && !PAGES.test(path))
    // A path that also answers with a slash behind it is one path.
    .map(({ method, path }) => `${method} ${path.replaceAll(/:\w+(\{[^}]*\})?/g, ":").replace(/(?<=.)\/$/, "")}`);
  expect(routes.length).toBeGreaterThan(70);
  expect(routes.filter((route) => !documented.has(route))).toEqual([]);
});

test("the documentation has the parameters and header fields of every route, as the documents have them", async () => {
  const documents = DIALECTS.map(async ({ name, title }) => ({
    name,
    title,
    document: (await api.call("GET", `/openapi/${name}.json`)).body,
  }));
  await expect(parametersPage(await Promise.all(documents))).toMatchFileSnapshot("../../docs/parameters.md");
});

test("each dialect's page names every route of its document", async () => {
  for (const { name } of DIALECTS) {
    const { paths } = (await api.call("GET", `/openapi/${name}.json`)).body;
    const page = await readFile(join(PROJECT_FOLDER, "docs", "dialects", `${name}.md`), "utf8");
    const plain = (text: string) => text.replaceAll(/\{\w*\}|:\w+/g, "{}");
    const unnamed = Object.keys(paths).filter((path) => !plain(page).includes(lastPart(plain(path))));
    expect([name, ...unnamed]).toEqual([name]);
  }
});

/** What a page has to name of a path: the whole, or what is told after `…`. */
const lastPart = (path: string) => path.split("/").slice(-2).join("/");

test("the page of everything says which document is for whom, with a request to copy that this server takes", async () => {
  const { paths } = (await api.call("GET", "/openapi.json")).body;
  expect(CHOICES.map(({ name }) => name).sort()).toEqual(DIALECTS.map(({ name }) => name).sort());
  for (const language of ["en", "zh"] as const) {
    const page = await (await api.app.request(`/docs?lang=${language}`)).text();
    for (const { name, for: whom, example } of CHOICES) {
      expect(page).toContain(whom[language]);
      expect(page).toContain(`/docs/${name}?lang=${language}`);
      const [, path = ""] = /API(\/[^' ]*)/.exec(example) ?? [];
      expect(Object.keys(paths)).toContain(path.replace("AP20230515A123", "{batchCode}"));
    }
  }
  expect(await (await api.app.request("/docs/traces")).text()).not.toContain('class="guide"');
});

describe("in Chinese", () => {
  type Operation = { summary?: string; description?: string; tags: string[]; parameters?: { description?: string }[] };
  const operationsOf = (document: { paths: Record<string, object> }): Operation[] =>
    Object.values(document.paths).flatMap((item) => Object.values(item));
  const textsOf = ({ summary = "", description, parameters = [] }: Operation) =>
    [summary, description, ...parameters.map((parameter) => parameter.description)].filter(
      (text) => text !== undefined,
    );

  test("every operation, group and parameter that something is told of has its text, and no text is left over", async () => {
    const operations = operationsOf((await api.call("GET", "/openapi.json")).body);
    const told = new Set(operations.flatMap(textsOf));
    expect([...told].filter((text) => !Object.hasOwn(OPERATION_TEXTS, text))).toEqual([]);
    expect(Object.keys(OPERATION_TEXTS).filter((text) => !told.has(text))).toEqual([]);
    expect(new Set(Object.keys(TAG_TEXTS))).toEqual(new Set(operations.flatMap(({ tags }) => tags)));
    expect(Object.keys(TITLE_TEXTS)).toEqual(DIALECTS.map(({ title }) => title));

    const chinese = operationsOf((await api.call("GET", "/openapi.json?lang=zh")).body);
    const isChinese = (text: string) => /\p{Script=Han}/u.test(text) || text.startsWith("`");
    expect(
      chinese.flatMap((operation) => [...textsOf(operation), ...operation.tags]).filter((t) => !isChinese(t)),
    ).toEqual([]);
  });

  test("it is what differs, for whoever asks for it alone", async () => {
    const get = async (path: string, language?: string) =>
      api.app.request(path, language === undefined ? {} : { headers: { "accept-language": language } });
    for (const path of PATHS) {
      const plain = await get(path);
      expect([plain.headers.get("content-language"), plain.headers.get("vary")]).toEqual(["en", "Accept-Language"]);
      const english = await plain.text();
      for (const asked of [get(path, "en-GB,zh;q=0.5"), get(`${path}?lang=en`, "zh-CN")]) {
        expect(await (await asked).text()).toBe(english);
      }
      const byHeader = await get(path, "zh-CN,zh;q=0.9,en;q=0.8");
      expect(byHeader.headers.get("content-language")).toBe("zh");
      const chinese = await byHeader.text();
      expect(await (await get(`${path}?lang=zh`, "en")).text()).toBe(chinese);
      const [one, other] = [JSON.parse(english), JSON.parse(chinese)];
      expect(other.components).toEqual(one.components);
      expect(operationsOf(other).map((operation) => Object.keys(operation))).toEqual(
        operationsOf(one).map((operation) => Object.keys(operation)),
      );
    }
  });

  test("the page that shows them speaks it too, and leads to it and back", async () => {
    const page = async (path: string, language: string) =>
      (await api.app.request(path, { headers: { "accept-language": language } })).text();
    const chinese = await page("/docs/traces?lang=zh", "en");
    for (const part of [
      '<html lang="zh-CN">',
      'data-document="/openapi/traces.json?lang=zh"',
      'data-operations="接口"',
      '<a href="/docs/orders?lang=zh">订单</a>',
      '<a href="/docs/traces?lang=en" lang="en">English</a>',
    ]) {
      expect(chinese).toContain(part);
    }
    expect(await page("/docs", "zh-CN")).toContain('data-document="/openapi.json"');
    expect(await page("/docs", "en")).toContain('<a href="/docs?lang=zh" lang="zh-CN">中文</a>');
  });
});
