/** Whatever ends, and however: no process stays behind. */
import { fork } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { spawnTethered } from "../../scripts/start/child.ts";
import { temporaryFolder } from "../support/folder.ts";
import { instanceSettings } from "../support/instance.ts";
import { descendantsOf, isRunning, until } from "../support/process.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
/** A node that takes connections and never answers: an instance waits for it. */
const silent = createServer(() => undefined);
beforeAll(async () => {
  folder = await temporaryFolder();
  silent.listen(0, "127.0.0.1");
  await once(silent, "listening");
});
afterAll(async () => {
  silent.close();
  await folder.close();
});

const sleeping = (pid: number) => [...descendantsOf(pid)].find(([, command]) => command === "sleep 600")?.[0];
const allGone = (pids: Iterable<number>) => until(async () => [...pids].every((pid) => !isRunning(pid)));

test("of a test process that is killed nothing stays: no instance, no sandbox, no program of others", async () => {
  const { port } = silent.address() as { port: number };
  const settings = {
    ...(await instanceSettings(join(folder.path, "data"))),
    CHAIN_RPC_URL: `http://127.0.0.1:${port}`,
  };
  const abandoner = fork(new URL("../support/abandoner.ts", import.meta.url), [JSON.stringify(settings)], {
    execArgv: [],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const started = await until(async () => {
    const found = descendantsOf(abandoner.pid as number);
    const commands = [...found.values()].join("\n");
    const parts = ["scripts/start.ts", "sandbox/wechat/main.ts", "sandbox/sms/main.ts", "sleeper.ts", "sleep 600"];
    return parts.every((part) => commands.includes(part)) && found;
  }, 90_000);
  abandoner.kill("SIGKILL");
  await allGone(started.keys());
});

test.each(["SIGTERM", "SIGKILL"] as const)(
  "a program of others that its tether is sent %s for ends too",
  async (signal) => {
    const tether = spawnTethered("sleep", ["600"]);
    const pid = await until(async () => sleeping(tether.pid as number));
    const exited = once(tether, "exit");
    if (signal === "SIGTERM") tether.kill(signal);
    else process.kill(-(tether.pid as number), signal);
    await exited;
    await allGone([pid]);
  },
);

test("a program that cannot be started is told, and one that ends gives its code", async () => {
  const missing = spawnTethered("/no/such/program", []);
  expect((await once(missing, "exit"))[0]).toBe(127);
  const ended = spawnTethered("sh", ["-c", "exit 3"]);
  expect((await once(ended, "exit"))[0]).toBe(3);
});
