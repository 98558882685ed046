/** Sandboxes as the programs that they are: where they listen, what they tell, and when they end. */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { temporaryFolder } from "../../support/folder.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let occupied: Server;
const children: ChildProcess[] = [];
beforeAll(async () => {
  folder = await temporaryFolder();
  occupied = createServer().listen(0, "127.0.0.1");
  await once(occupied, "listening");
});
afterAll(async () => {
  for (const child of children) child.kill("SIGKILL");
  occupied.close();
  await folder.close();
});

/** Start a sandbox's program; gives the port that it tells, or undefined where it ends before. */
async function start(name: string, settings: Readonly<Record<string, string>> = {}) {
  const child = fork(new URL(`../../../integrations/sandbox/${name}/main.ts`, import.meta.url), {
    env: { PATH: process.env.PATH, SANDBOX_DATA: folder.path, ...settings },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    execArgv: [],
  });
  children.push(child);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding("utf8").on("data", (text) => (output += text));
  const exited = once(child, "exit").then(([code, signal]) => (code ?? signal) as number | string);
  const told = await Promise.race([once(child, "message").then(([message]) => message as { port: number }), exited]);
  return { child, exited, port: typeof told === "object" ? told.port : undefined, output: () => output };
}

const PROGRAMS = ["wechat", "erp", "mail", "sms", "evaluator"];

describe.each(PROGRAMS)("%s", (name) => {
  test("tells its port, says nothing else, and ends with SIGTERM and with whoever started it", async () => {
    for (const end of [(child: ChildProcess) => child.kill("SIGTERM"), (child: ChildProcess) => child.disconnect()]) {
      const { child, exited, port, output } = await start(name);
      expect(port).toBeGreaterThan(0);
      end(child);
      expect(await exited).toBe(0);
      expect(output()).toBe("");
    }
  });
});

test("where its port is taken, another is used if that will do, and else it ends", async () => {
  const { port } = occupied.address() as AddressInfo;
  const SANDBOX_PORT = String(port);
  const other = await start("erp", { SANDBOX_PORT, SANDBOX_OTHER_PORT: "on" });
  expect(other.port).toBeGreaterThan(0);
  expect(other.port).not.toBe(port);
  other.child.kill("SIGTERM");
  const none = await start("erp", { SANDBOX_PORT });
  expect(none.port).toBeUndefined();
  expect(await none.exited).toBe(1);
  expect(none.output()).toContain("EADDRINUSE");
});

test("a sandbox that is not spoken to in its own language goes on", async () => {
  for (const name of ["sms", "mail", "wechat"]) {
    const { child, exited, port = 0 } = await start(name);
    for (const nonsense of ["GET / HTTP/1.1\r\n\r\n", "\u0000".repeat(64), "\u00ff".repeat(64), "QUIT\r\n"]) {
      const socket = connect(port, "127.0.0.1");
      socket.on("error", () => undefined);
      await once(socket, "connect");
      socket.end(Buffer.from(nonsense, "latin1"));
      // It answers, hangs up, or waits for more: then we do.
      const timer = setTimeout(() => socket.destroy(), 200);
      await once(socket.resume(), "close");
      clearTimeout(timer);
    }
    child.kill("SIGTERM");
    expect(await exited, name).toBe(0);
  }
});
