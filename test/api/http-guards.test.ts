/** What stands between a request and whatever answers it, each guard by itself and at its very limit. */
import fc from "fast-check";
import { Hono } from "hono";
import { describe, expect, test } from "vitest";
import { bearer } from "../../api/http/authentication.ts";
import { readBytes, readJson } from "../../api/http/body.ts";
import { conditionalJson, isFresh } from "../../api/http/conditional.ts";
import type { Env } from "../../api/http/env.ts";
import { parseRange } from "../../api/http/range.ts";
import type { Services } from "../../domain/services.ts";

describe("who is signed in", () => {
  // Nothing of the services is needed to refuse what is no token.
  const app = new Hono<Env>()
    .get("/optional", bearer({} as Services, { optional: true }), (context) => context.text("passed"))
    .get("/signed-in", bearer({} as Services), (context) => context.text("passed"))
    .onError((error, context) => context.text((error as Error & { code?: string }).code ?? String(error), 401));
  const ask = async (path: string, authorization?: string) =>
    (await app.request(path, authorization === undefined ? {} : { headers: { authorization } })).text();

  test("nobody passes where that is optional, and nowhere else", async () => {
    expect(await ask("/optional")).toBe("passed");
    expect(await ask("/signed-in")).toBe("unauthenticated");
  });

  test.each([
    "Basic x",
    "Basic YTpi",
    "Bearer",
    "Bearer ",
    "Bearer a b",
    "Token abc",
    "",
    `Bearer ${"a".repeat(4097)}`,
  ])("%.20j is refused, also where a token is optional", async (header) => {
    expect(await ask("/optional", header)).toBe("unauthenticated");
    expect(await ask("/signed-in", header)).toBe("unauthenticated");
  });
});

describe("a JSON body", () => {
  /** The JSON that was read of a body, or the code of what it was refused with. */
  async function read(body: BodyInit, headers: Record<string, string> = {}, limit?: number): Promise<unknown> {
    let result: unknown;
    const app = new Hono<Env>()
      .post("/", async (context) => {
        result = { value: await readJson(context, limit) };
        return context.body(null);
      })
      .onError((error, context) => {
        result = (error as Error & { code?: string }).code ?? error;
        return context.body(null, 500);
      });
    await app.request("/", {
      method: "POST",
      body,
      headers: { "content-type": "application/json", ...headers },
      ...{ duplex: "half" },
    });
    return result;
  }
  const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);
  const named = (depth: number) => `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`;

  test("may be 32 levels deep, and not 33", async () => {
    for (const make of [nested, named]) {
      expect(await read(make(32))).toEqual({ value: JSON.parse(make(32)) });
      expect(await read(make(33))).toBe("malformed");
    }
    expect(await read(nested(50_000))).toBe("malformed");
  });

  test.each([
    ["a NUL in a name", '{"a\\u0000b":1}'],
    ["a NUL in a text", '{"a":"b\\u0000"}'],
    ["half a character in a name", '{"\\ud800":1}'],
    ["half a character in a text", '["\\udc00"]'],
    ["a name with a meaning of its own", '{"a":{"__proto__":{"admin":true}}}'],
    ["no JSON", "{a:1}"],
    ["nothing", ""],
  ])("with %s is refused", async (_what, body) => {
    expect(await read(body)).toBe("malformed");
  });

  test.each(['{"a":1e999}', '{"a":9007199254740993}', "[12345678901234567890]", '{"a":1e-400}'])(
    "with a number that could not be kept (%s) is refused for that",
    async (body) => {
      expect(await read(body)).toBe("validation");
    },
  );

  test.each([
    '{"a":9007199254740992}',
    '{"a":0.1234567890123456}',
    '{"a":"9007199254740993"}',
    "[1e20,1.50000000000000000]",
  ])("with a number that is kept (%s) is taken", async (body) => {
    expect(await read(body)).not.toBe("validation");
  });

  test.each([
    ["c3 28", [0xc3, 0x28]],
    ["ff", [0xff]],
    ["an overlong slash", [0xc0, 0xaf]],
    ["half a surrogate pair", [0xed, 0xa0, 0x80]],
  ])("that is not UTF-8 (%s) is refused", async (_what, bytes) => {
    const body = new Uint8Array([...new TextEncoder().encode('{"a":"'), ...bytes, ...new TextEncoder().encode('"}')]);
    expect(await read(body)).toBe("malformed");
  });

  test("has to be said to be JSON", async () => {
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "json", ""]) {
      expect(await read("{}", { "content-type": type })).toBe("unsupported-media-type");
    }
    for (const type of ["application/json", "Application/JSON; charset=utf-8", "application/ld+json"]) {
      expect(await read("{}", { "content-type": type })).toEqual({ value: {} });
    }
  });

  test("may be as long as the limit, and not a byte longer", async () => {
    expect(await read(`"${"a".repeat(98)}"`, {}, 100)).toEqual({ value: "a".repeat(98) });
    expect(await read(`"${"a".repeat(99)}"`, {}, 100)).toBe("payload-too-large");
  });

  /** A body that comes chunk by chunk, and how many of its chunks were asked for. */
  function stream(chunk: string, chunks: number) {
    let asked = 0;
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          asked += 1;
          if (asked > chunks) controller.close();
          else controller.enqueue(new TextEncoder().encode(chunk));
        },
      },
      { highWaterMark: 0 },
    );
    return { body, asked: () => asked };
  }

  test("that says it is too long is refused before a byte of it is read", async () => {
    const { body, asked } = stream("aaaaaaaaaa", 5);
    expect(await read(body, { "content-length": "101" }, 100)).toBe("payload-too-large");
    expect(asked()).toBe(0);
  });

  test("that is longer than it says, or says nothing, is read no further than the limit", async () => {
    for (const headers of [{}, { "content-length": "10" }]) {
      const { body, asked } = stream("aaaaaaaaaa", 1_000);
      expect(await read(body, headers, 100)).toBe("payload-too-large");
      expect(asked()).toBe(11);
    }
  });

  test("is what came, in order", async () => {
    const app = new Hono<Env>().post("/", async (context) => context.body((await readBytes(context, 100)) as never));
    const body = new Uint8Array([1, 2, 3, 4]);
    const answer = await app.request("/", { method: "POST", body });
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(body);
  });
});

describe("what the caller has already", () => {
  const ask = async (header?: string) => {
    const app = new Hono<Env>()
      .get("/fresh", (context) => context.text(String(isFresh(context, '"tag"'))))
      .get("/json", (context) => conditionalJson(context, { a: 1 }));
    const request = header === undefined ? {} : { headers: { "if-none-match": header } };
    return { fresh: await (await app.request("/fresh", request)).text(), json: await app.request("/json", request) };
  };

  test.each(['"tag"', 'W/"tag"', '"other", "tag"', ' "other" , W/"tag" ', "*", " * "])(
    "%j names it",
    async (header) => {
      expect((await ask(header)).fresh).toBe("true");
    },
  );

  test.each([undefined, '"other"', "tag", '"ta', 'w/"tag"', "**", '""', ""])("%j does not", async (header) => {
    expect((await ask(header)).fresh).toBe("false");
  });

  test("JSON is sent once, and then told to be unchanged by its tag or by any", async () => {
    const { json } = await ask();
    const etag = json.headers.get("etag") as string;
    expect([json.status, await json.json()]).toEqual([200, { a: 1 }]);
    for (const header of [etag, `W/${etag}`, "*"]) {
      const again = (await ask(header)).json;
      expect([again.status, await again.text(), again.headers.get("etag")]).toEqual([304, "", etag]);
    }
  });
});

describe("a range", () => {
  test.each(["bytes=-5", "bytes=0-", "bytes=0-0", "bytes=-0", "bytes=5-9"])(
    "%s of nothing is unsatisfiable",
    (header) => {
      expect(parseRange(header, 0)).toBe("unsatisfiable");
    },
  );

  test.each([
    ["bytes=9-", 10, { first: 9, last: 9 }],
    ["bytes=9-9", 10, { first: 9, last: 9 }],
    ["bytes=9-10", 10, { first: 9, last: 9 }],
    ["bytes=10-10", 10, "unsatisfiable"],
    ["bytes=-10", 10, { first: 0, last: 9 }],
    ["bytes=-11", 10, { first: 0, last: 9 }],
    ["bytes=-1", 10, { first: 9, last: 9 }],
    ["bytes=3-3", 10, { first: 3, last: 3 }],
    ["bytes=3-2", 10, undefined],
    ["bytes= 0-1", 10, undefined],
    ["bytes=0-1 ", 10, undefined],
    ["bytes=+0-1", 10, undefined],
    ["Bytes=0-1", 10, undefined],
  ])("%s of %i bytes", (header, size, expected) => {
    expect(parseRange(header, size)).toEqual(expected);
  });

  /** What RFC 9110 §14.1.2 says of the positions, byte by byte. */
  function wanted(from: number | undefined, to: number | undefined, size: number): number[] {
    const positions = Array.from({ length: size }, (_, position) => position);
    if (from === undefined) return positions.slice(Math.max(0, size - (to ?? 0)));
    return positions.filter((position) => position >= from && (to === undefined || position <= to));
  }

  test("is of exactly the bytes that it names, of any size", () => {
    // Small numbers, so that ends meet sizes and each other as often as not.
    const position = fc.option(fc.nat(12), { nil: undefined });
    const kinds = new Set<string>();
    fc.assert(
      fc.property(position, position, fc.nat(12), (from, to, size) => {
        const range = parseRange(`bytes=${from ?? ""}-${to ?? ""}`, size);
        const isMalformed = from === undefined ? to === undefined : to !== undefined && to < from;
        const bytes = wanted(from, to, size);
        kinds.add(typeof range === "object" ? "part" : String(range));
        if (isMalformed && size > 0) expect(range).toBeUndefined();
        else if (isMalformed) expect(typeof range).not.toBe("object");
        else if (bytes.length === 0) expect(range).toBe("unsatisfiable");
        else expect(range).toEqual({ first: bytes[0], last: bytes.at(-1) });
      }),
      { numRuns: 2_000 },
    );
    expect(kinds).toEqual(new Set(["part", "unsatisfiable", "undefined"]));
  });
});
