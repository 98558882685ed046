import { getAddress, hexlify } from "ethers";
import fc from "fast-check";
import { Hono } from "hono";
import { expect, test } from "vitest";
import { ROLE_WORDS, roleOfWord, wordOfRole } from "../../api/dialects/accounts/roles.ts";
import { clientAddress } from "../../api/http/client-address.ts";
import { checksumAddress } from "../../api/http/eip55.ts";
import type { Env } from "../../api/http/env.ts";
import { parseRange } from "../../api/http/range.ts";
import { ROLES } from "../../domain/shared/roles.ts";

test("addresses are written as EIP-55 has it", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 20, maxLength: 20 }), (bytes) => {
      expect(checksumAddress(hexlify(bytes))).toBe(getAddress(hexlify(bytes)));
    }),
  );
});

test("a range is one part of what is there, or the whole is sent", () => {
  expect(parseRange(undefined, 10)).toBeUndefined();
  expect(parseRange("bytes=0-0", 10)).toEqual({ first: 0, last: 0 });
  expect(parseRange("bytes=5-100", 10)).toEqual({ first: 5, last: 9 });
  expect(parseRange("bytes=-100", 10)).toEqual({ first: 0, last: 9 });
  expect(parseRange("bytes=10-", 10)).toBe("unsatisfiable");
  expect(parseRange("bytes=-0", 10)).toBe("unsatisfiable");
  for (const odd of ["bytes=5-4", "bytes=-", "bytes=0-1,3-4", "bytes=a-b", "items=0-1", `bytes=${"9".repeat(40)}-`]) {
    expect(parseRange(odd, 10)).toBeUndefined();
  }
  fc.assert(
    fc.property(fc.string(), fc.nat(1000), (header, size) => {
      const range = parseRange(`bytes=${header}`, size);
      if (range === undefined || range === "unsatisfiable") return;
      expect(0 <= range.first && range.first <= range.last && range.last < size).toBe(true);
    }),
  );
});

test("whoever writes X-Forwarded-For itself is not believed", async () => {
  const seen = async (trusted: number, header?: string) => {
    const app = new Hono<Env>().get("/", (context) => context.text(clientAddress(context, trusted)));
    return (await app.request("/", header === undefined ? {} : { headers: { "x-forwarded-for": header } })).text();
  };
  expect(await seen(0, "203.0.113.1")).toBe("unknown");
  expect(await seen(1, "6.6.6.6, 203.0.113.1")).toBe("203.0.113.1");
  expect(await seen(2, "6.6.6.6, 203.0.113.1, 10.0.0.1")).toBe("203.0.113.1");
  expect(await seen(1, "::ffff:203.0.113.1")).toBe("203.0.113.1");
  expect(await seen(1, "2001:DB8:1:2:3:4:5:6")).toBe("2001:db8:1:2::/64");
  expect(await seen(1, "2001:db8::1")).toBe("2001:db8:0:0::/64");
});

test.each([
  ["203.0.113.8:20001", "203.0.113.8"],
  ["203.0.113.8:1", "203.0.113.8"],
  ['"203.0.113.8:20001"', "203.0.113.8"],
  ["[2001:db8:1:2:3:4:5:6]:443", "2001:db8:1:2::/64"],
  ['"[2001:DB8:1:2::9]:443"', "2001:db8:1:2::/64"],
  ["[2001:db8:1:2::9]", "2001:db8:1:2::/64"],
  ["2001:db8:01:0002::9", "2001:db8:1:2::/64"],
  ["::1", "0:0:0:0::/64"],
  ["1:2:3:4:5:6:7::", "1:2:3:4::/64"],
  ["[::ffff:203.0.113.8]:20001", "203.0.113.8"],
  ["::ffff:cb00:7108", "203.0.113.8"],
  ["0:0:0:0:0:FFFF:203.0.113.8", "203.0.113.8"],
  ["64:ff9b::203.0.113.8", "64:ff9b:0:0::/64"],
  ["fe80::1%eth0", "fe80:0:0:0::/64"],
  ["unknown", "unknown"],
  ["_Hidden", "_hidden"],
  ["203.0.113.8:port", "203.0.113.8:port"],
])("a proxy that writes %s means %s", async (header, expected) => {
  const app = new Hono<Env>().get("/", (context) => context.text(clientAddress(context, 1)));
  const answer = await app.request("/", { headers: { "x-forwarded-for": `6.6.6.6, ${header}` } });
  expect(await answer.text()).toBe(expected);
});

test("every role has one word, and every word but unauth one role", () => {
  for (const role of ROLES) expect(roleOfWord(wordOfRole(role))).toBe(role);
  expect(ROLE_WORDS.filter((word) => roleOfWord(word) === null)).toEqual(["unauth"]);
  for (const word of ["", "admin", "__proto__", "constructor"]) expect(roleOfWord(word)).toBeUndefined();
});
