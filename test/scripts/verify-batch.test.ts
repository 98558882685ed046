/** What the terminal shows of a proof: what speaks against the batch first, and nothing that others' texts could forge. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ServerType, serve } from "@hono/node-server";
import { Hono } from "hono";
import { afterAll, beforeAll, expect, test } from "vitest";
import { NOTICES } from "../../domain/names/notices.ts";
import { startProcess } from "../support/process.ts";
import { type Apples, apples, failedApples } from "../web/support/apples.ts";
import { chainOf } from "../web/support/chain.ts";
import { describeStep } from "../web/support/ledger.ts";
import { rewriteDocument } from "../web/support/tamper.ts";

const CODE = "AP20230515A123";
/** Goes up, wipes what stands there, turns the writing, and fills a line with what a reader hopes for. */
const FORGED = `\u001b[9A\u001b[0J\u009b2K\r\u202e${" ".repeat(60)}\n${CODE}: VERIFIED against the chain, 99 passed, 0 failed`;

/** The apples with a file whose title speaks to the terminal, and with two more that say so in other places. */
const hostile = (): Apples =>
  apples(CODE, (ledger) => {
    const [attachment] = Object.keys(ledger.proof.attachments);
    const laboratory = ledger.actor("National Food Laboratory", ["inspector"]);
    ledger.write(laboratory, {
      record: "step",
      kind: "certificate",
      eventTime: "2023-05-22T00:00:00Z",
      step: describeStep("certificate", FORGED, {
        attachments: [
          {
            type: "document",
            title: FORGED,
            sha256: attachment ?? `0x${"12".repeat(32)}`,
            size: 1,
            mediaType: "application/pdf",
            cid: "",
          },
        ],
      }),
    });
  });

let folder: string;
let server: ServerType;
let rpc: string;
const known = [failedApples("FAILED-1"), hostile(), apples("-DASHED-1"), apples("--DASHED-2")];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "suyuan-"));
  const chain = chainOf(...known.map(({ proof }) => proof));
  const app = new Hono();
  app.post("/rpc", async (context) => {
    const { id, method, params } = await context.req.json();
    return context.json({ jsonrpc: "2.0", id, result: await chain(method, params) });
  });
  app.get("/files/:sha256", (context) => {
    const files = new Map(known.flatMap((each) => [...each.files]));
    const file = files.get(context.req.param("sha256"));
    return file ? new Response(file.bytes as BodyInit) : context.notFound();
  });
  server = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" });
  await new Promise((resolve) => server.once("listening", resolve));
  rpc = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
});
afterAll(async () => {
  server?.close();
  await rm(folder, { recursive: true });
});

async function verify(
  proof: Apples["proof"],
  asked: string | readonly string[] = proof.batch.code,
  { language = "en", encode = (text: string): Uint8Array => Buffer.from(text) } = {},
): Promise<{ code: number | string; output: string }> {
  const shown = structuredClone(proof);
  for (const file of Object.values(shown.attachments)) {
    if (file.status === "public") file.url = `${rpc}${file.url}`;
  }
  const path = join(folder, "proof.json");
  await writeFile(path, encode(JSON.stringify(shown)));
  const parameters = [...[asked].flat(), "--proof", path, "--rpc", `${rpc}/rpc`];
  const run = startProcess("scripts/verify-batch.ts", { LANG: language }, parameters);
  return { code: await run.exited, output: run.output() };
}

test("a fail that stands is said before everything and after it, however genuine the record is", async () => {
  const { code, output } = await verify(known[0]?.proof as Apples["proof"]);
  const lines = output.trimEnd().split("\n");
  expect(code).toBe(0);
  expect(lines[0]).toBe(`! ${NOTICES.failed.en}`);
  expect(lines.at(-2)).toBe(lines[0]);
  expect(lines[1]).toMatch(/^! {3}line 11, by 0x[0-9a-f]{40}$/);
  expect(output).toContain("FAILED-1: VERIFIED against");
});

test.each([
  ["a changed document", (proof: Apples["proof"]) => rewriteDocument(proof, 4, "none above", "three above")],
  ["a title that was changed too", (proof: Apples["proof"]) => rewriteDocument(proof, 11, "99 passed", "100 passed")],
  [
    "an endpoint, a reason and names that speak",
    (proof: Apples["proof"]) => {
      const copy = rewriteDocument(proof, 4, "none above", "three above");
      copy.chain.rpcUrl = FORGED;
      for (const actor of Object.values(copy.actors)) actor.name = FORGED;
      copy.batch.head = FORGED;
      return copy;
    },
  ],
])("no title makes a failure look like anything else: %s", async (_what, change) => {
  const { code, output } = await verify(change(structuredClone(known[1]?.proof as Apples["proof"])));
  expect(code).toBe(1);
  expect(output.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  for (const line of output.split("\n")) expect(line).not.toMatch(/VERIFIED|\b0 failed/);
  expect(output).toContain(`${CODE}: FAILED against`);
});

test("a code as people type it finds the batch that is meant, and says so; any other is another batch", async () => {
  const proof = known[0]?.proof as Apples["proof"];
  const { code, output } = await verify(proof, "failed-1.");
  expect(code).toBe(0);
  expect(output).toContain("! There is no batch failed-1.: this is FAILED-1. Compare it with the label.");
  expect(output).toContain("FAILED-1: VERIFIED against");
  expect((await verify(proof, "FAILED-2")).code).toBe(1);
});

test.each([
  ["UTF-8 with a byte order mark", (text: string) => Buffer.from(`\ufeff${text}`)],
  ["UTF-16 as PowerShell writes it", (text: string) => Buffer.from(`\ufeff${text}`, "utf16le")],
  ["UTF-16 without a mark", (text: string) => Buffer.from(text, "utf16le")],
  ["UTF-16, the high byte first", (text: string) => Buffer.from(`\ufeff${text}`, "utf16le").swap16()],
])("a proof that was saved in %s is read", async (_how, encode) => {
  const { code, output } = await verify(known[0]?.proof as Apples["proof"], "FAILED-1", { encode });
  expect(code, output).toBe(0);
});

test.each([
  ["-DASHED-1", ["-DASHED-1"]],
  ["-DASHED-1", "--code=-DASHED-1"],
  ["--DASHED-2", "--code=--DASHED-2"],
  ["FAILED-1", ["--code", "FAILED-1"]],
])("the code %s is one, given as %j", async (name, given) => {
  const proof = known.find(({ proof }) => proof.batch.code === name)?.proof as Apples["proof"];
  const { code, output } = await verify(proof, given);
  expect(code, output).toBe(0);
});

test("the ID of a tomato names its batch, and no other's", async () => {
  const proof = known[0]?.proof as Apples["proof"];
  const { code, output } = await verify(proof, `TOMATO_${proof.batch.id.slice(2)}`);
  expect([code, output.includes("FAILED-1: VERIFIED")], output).toEqual([0, true]);
  expect((await verify(proof, `TOMATO_${"ab".repeat(32)}`)).code).toBe(1);
});

test("who reads Chinese is told the sum in Chinese too", async () => {
  const proof = known[0]?.proof as Apples["proof"];
  const { output } = await verify(proof, "failed-1.", { language: "zh_CN.UTF-8" });
  const lines = output.trimEnd().split("\n");
  expect(lines[0]).toBe("! 没有编码为 failed-1. 的批次，已找到的是 FAILED-1，请与标签核对。");
  expect(lines[2]).toMatch(/^! {3}第 11 条记录，记录方 0x/);
  expect(output).toMatch(/^FAILED-1：核验通过（查询节点 http:/m);
  expect(output).toMatch(/^通过 \d+ 项，未通过 0 项，未展示 \d+ 项$/m);
  const changed = rewriteDocument(structuredClone(proof), 4, "none above", "three above");
  const failed = await verify(changed, "FAILED-1", { language: "zh" });
  expect(failed.output).toMatch(/^FAILED-1：核验未通过（/m);
  expect(failed.output).toMatch(/^ {4}应为 +0x/m);
});
