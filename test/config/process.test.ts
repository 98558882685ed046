/** Programs end with whoever started them. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";

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
