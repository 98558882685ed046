/** The one way in which HTTP goes out. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { ask } from "../../integrations/outgoing/ask.ts";
import { type OutsideServer, startServer } from "../api/orders/support/server.ts";

let server: OutsideServer;
beforeAll(async () => {
  server = await startServer(({ path }) =>
    path === "/elsewhere"
      ? { body: "nobody comes here" }
      : { status: 302, headers: { Location: "/elsewhere" }, body: "moved" },
  );
});
afterAll(() => server.close());

const asking = (url: string, limit: number | null = 100) =>
  ask({ method: "GET", url: new URL(url), signal: new AbortController().signal, limit });

test("a redirection is an answer, and is not followed", async () => {
  expect(await asking(server.url)).toEqual({ status: 302, text: "moved" });
  expect(server.asked.map(({ path }) => path)).toEqual(["/"]);
});

test("where the status says all, nothing is read", async () => {
  expect(await asking(server.url, null)).toEqual({ status: 302, text: "" });
});

test("an answer is read up to its limit", async () => {
  expect((await asking(server.url, 5)).text).toBe("moved");
  await expect(asking(server.url, 4)).rejects.toThrow("more than 4 bytes");
});

test.each(["name:hidden@", "hidden@", ":hidden@"])(
  "an address with credentials is not asked, nor shown: %s",
  async (who) => {
    const asked = server.asked.length;
    const error = await asking(server.url.replace("//", `//${who}`)).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Error);
    expect(JSON.stringify([String(error), (error as Error).stack, (error as Error).cause])).not.toContain("hidden");
    expect(server.asked).toHaveLength(asked);
  },
);
