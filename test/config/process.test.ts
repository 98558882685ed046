/** Programs end with whoever started them. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { open, readdir } from "node:fs/promises";
import { expect, test } from "vitest";
import { deniedFile } from "../../config/process.ts";

const PROGRAM = new URL("../../config/process.ts", import.meta.url).href;

/** A program that is loaded, and runs until it is stopped; it loads so long that its supervisor is gone by then. */
const SLOW = `
  import { once } from "node:events";
  process.send("loading");
  await once(process, "disconnect");
  const { runProcess } = await import(${JSON.stringify(PROGRAM)});
  await runProcess(async () => {
    console.log("started");
    setInterval(() => undefined, 1_000);
    return { done: new Promise(() => undefined), stop: async () => undefined };
  });
`;

test("a program whose supervisor is gone before it has begun does not begin", async () => {
  const child = spawn(process.execPath, ["--input-type=module", "-e", SLOW], {
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  let said = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    said += text;
    // It would run for ever.
    child.kill("SIGKILL");
  });
  await once(child, "message");
  const exited = once(child, "exit");
  child.disconnect();
  expect(await exited).toEqual([0, null]);
  expect(said).toBe("");
});

test("a file that cannot be used is told in a sentence with what to do, and nothing else is", async () => {
  const nowhere = await open("/nowhere/suyuan.sqlite", "a").catch((error: unknown) => error);
  expect(deniedFile(nowhere)).toBe(
    "/nowhere/suyuan.sqlite is not there (ENOENT): let this user read and write it, or give another folder in DATA_DIR",
  );
  expect(deniedFile(await readdir(PROGRAM.slice(7)).catch((error: unknown) => error))).toMatch(/is in no folder/);
  expect(deniedFile(new Error("ENOENT"))).toBeUndefined();
  expect(deniedFile(undefined)).toBeUndefined();
  expect(deniedFile(Object.assign(new Error("getaddrinfo ENOENT"), { code: "ENOENT" }))).toBeUndefined();
});

test("a program that cannot use its folder ends with that sentence and no trace", async () => {
  const program = `
    const { runProcess } = await import(${JSON.stringify(PROGRAM)});
    const { openSync } = await import("node:fs");
    await runProcess(async () => openSync("/nowhere/suyuan.sqlite", "a"));
  `;
  const child = spawn(process.execPath, ["--input-type=module", "-e", program], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  expect(await once(child, "close")).toEqual([78, null]);
  expect(said.trimEnd().split("\n")).toEqual([expect.stringMatching(/^\/nowhere\/suyuan\.sqlite is not there/)]);
});
