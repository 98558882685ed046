import { spawnSync } from "node:child_process";
import { openSync } from "node:fs";
import { expect, test } from "vitest";

/** What a process of ours logs to standard error. */
function logged(statement: string): string {
  const script = `import { createLogger } from "./config/logger.ts"; const logger = createLogger("test", "info"); ${statement}`;
  const { stderr, status } = spawnSync(process.execPath, ["--input-type=module", "-e", script], {
    cwd: new URL("../..", import.meta.url),
    encoding: "utf8",
  });
  expect(status).toBe(0);
  return stderr;
}

test("secrets are left out of the log, one and two levels down as well", () => {
  const text = logged(
    'const secrets = { password: "h1dden", token: "h1dden", authorization: "h1dden", raw: "h1dden", uid: "h1dden" };' +
      'logger.info({ ...secrets, kept: "kept", body: secrets, request: { headers: secrets } }, "hello");',
  );
  expect(text).not.toContain("h1dden");
  const { level, time, name, msg, kept, password, body } = JSON.parse(text);
  expect({ level, name, msg, kept, password }).toEqual({
    level: 30,
    name: "test",
    msg: "hello",
    kept: "kept",
    password: "[redacted]",
  });
  expect([typeof time, body.token]).toEqual(["number", "[redacted]"]);
});

test("an error is logged with its message and where it was thrown", () => {
  const { err } = JSON.parse(logged('logger.error({ err: new Error("broken") }, "it failed");'));
  expect(err).toMatchObject({ type: "Error", message: "broken", stack: expect.stringContaining("at ") });
});

test("what others wrote does nothing to a terminal that shows the log, and is logged whole", () => {
  const title = "\u001b[2J\u009b2K\u202e\u2028VERIFIED\u{e0041}果";
  const text = logged(`logger.info({ title: ${JSON.stringify(title)} }, ${JSON.stringify(title)});`);
  expect(text.trimEnd()).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}]/u);
  expect(JSON.parse(text)).toMatchObject({ title, msg: title });
});

test("lines that find no room on the disk do not end the process", () => {
  const script = `
    import { createLogger } from "./config/logger.ts";
    const logger = createLogger("test", "info");
    for (let line = 0; line < 20_000; line++) logger.info({ line }, "a line that cannot be written anywhere");
    setTimeout(() => process.exit(process.memoryUsage.rss() < 400 * 1024 * 1024 ? 7 : 8), 50);
  `;
  const { status } = spawnSync(process.execPath, ["--input-type=module", "-e", script], {
    cwd: new URL("../..", import.meta.url),
    stdio: ["ignore", "ignore", openSync("/dev/full", "w")],
  });
  expect(status).toBe(7);
});
