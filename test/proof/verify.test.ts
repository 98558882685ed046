/** No proof, however made, is taken for genuine unless it is; and none makes verification fall over. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Proof } from "../../proof/proof.ts";
import { verifyProof } from "../../proof/verify.ts";
import { apples } from "../web/support/apples.ts";
import { chainOf } from "../web/support/chain.ts";

const CODE = "AP20230515A123";
const genuine = apples(CODE);
const chain = chainOf(genuine.proof);
const options = {
  code: CODE,
  rpc: chain,
  async fetchBytes(url: string) {
    const file = genuine.files.get(url.slice("/files/".length));
    if (!file) throw new Error("no such file");
    return file.bytes;
  },
};

const copy = () => structuredClone(genuine.proof) as Proof;

/** Every place in a value, as a path of keys. */
function placesIn(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (value === null || typeof value !== "object") return [path];
  return Object.entries(value).flatMap(([key, inner]) =>
    placesIn(inner, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

function put(target: unknown, path: readonly (string | number)[], value: unknown): void {
  const holder = path.slice(0, -1).reduce((inner, key) => (inner as Record<string, unknown>)[key], target);
  (holder as Record<string | number, unknown>)[path.at(-1) as string] = value;
}

function at(target: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce((inner, key) => (inner as Record<string, unknown>)[key], target);
}

/** What the chain does not commit to: where things are found, and what the server calls them. */
const OPEN: readonly RegExp[] = [
  /^chain\.(rpcUrl|explorerUrl)$/,
  /^lines\.\d+\.(transactionHash|blockNumber|status)$/,
  /^documents\..*\.cid$/,
  /^attachments\..*\.url$/,
  /^actors\..*\.name$/,
  // What the server says of them only serves where the chain does not answer.
  /^batch\.(seq|head)$/,
];

const places = placesIn(genuine.proof);
const committed = places.filter((path) => !OPEN.some((pattern) => pattern.test(path.join("."))));

test("the genuine proof passes", async () => {
  const verification = await verifyProof(copy(), options);
  expect(verification.checks.filter((check) => check.outcome === "failed")).toEqual([]);
  expect(verification.verdict).toBe("verified");
  expect(committed.length).toBeGreaterThan(80);
});

test("one changed character in anything that the chain commits to is found out", async () => {
  for (const path of committed) {
    const proof = copy();
    const value = at(proof, path);
    if (typeof value === "string") {
      const middle = Math.floor(value.length / 2);
      const other = value[middle] === "1" ? "2" : "1";
      put(proof, path, value.slice(0, middle) + other + value.slice(middle + 1));
    } else {
      put(proof, path, typeof value === "number" ? value + 1 : "1");
    }
    const { verdict } = await verifyProof(proof, options);
    expect(verdict, path.join(".")).toBe("failed");
  }
});

test("one changed byte anywhere in any document is found out and named", async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.nat(), fc.integer({ min: 1, max: 94 }), async (which, where, shift) => {
      const proof = copy();
      const shown = Object.values(proof.documents).filter((document) => document.status === "public");
      const document = shown[which % shown.length] as { text: string };
      const index = where % document.text.length;
      const code = document.text.charCodeAt(index);
      const changed = String.fromCharCode(code < 127 ? 32 + ((code - 32 + shift) % 95) : code + 1);
      document.text = document.text.slice(0, index) + changed + document.text.slice(index + 1);
      const { verdict, checks } = await verifyProof(proof, options);
      expect(verdict).toBe("failed");
      expect(checks.some((check) => check.outcome === "failed" && check.reason === "changed-document")).toBe(true);
    }),
    { numRuns: 60 },
  );
});

describe("lines", () => {
  test("each line that is left out is named as missing", async () => {
    for (let index = 0; index < genuine.proof.lines.length; index++) {
      const proof = copy();
      proof.lines.splice(index, 1);
      const { checks } = await verifyProof(proof, options);
      expect(checks).toContainEqual({ name: "complete", outcome: "failed", seq: index + 1, reason: "missing-line" });
    }
  });

  test("a proof that stops short and says so everywhere is found out by the chain's count", async () => {
    const proof = copy();
    proof.lines.pop();
    proof.batch.seq -= 1;
    proof.batch.head = proof.lines.at(-1)?.head ?? "";
    const { checks } = await verifyProof(proof, options);
    const reasons = checks.flatMap((check) => (check.outcome === "failed" ? [check.reason] : []));
    expect(reasons).toEqual(["missing-line", "other-head"]);
  });

  test("any two lines that change places are found out", async () => {
    const { length } = genuine.proof.lines;
    for (let first = 0; first < length; first++) {
      for (let second = first + 1; second < length; second++) {
        const proof = copy();
        const [a, b] = [proof.lines[first], proof.lines[second]] as const;
        if (a && b) [proof.lines[first], proof.lines[second]] = [b, a];
        const { checks } = await verifyProof(proof, options);
        expect(checks.some((check) => check.name === "order" && check.outcome === "failed")).toBe(true);
      }
    }
  });

  test("a line that stands there twice is found out", async () => {
    const proof = copy();
    proof.lines.splice(2, 0, structuredClone(proof.lines[1]) as Proof["lines"][number]);
    expect((await verifyProof(proof, options)).verdict).toBe("failed");
  });
});

test("a huge claim about the number of lines costs nothing", async () => {
  const proof = { ...copy(), batch: { ...genuine.proof.batch, seq: 0xff_ffff } };
  const silent = async () => Promise.reject(new Error("no connection"));
  const { verdict, checks } = await verifyProof(proof, { ...options, rpc: silent });
  expect(verdict).toBe("failed");
  expect(checks.length).toBeLessThan(200);
});

test("whatever a proof contains, verification ends with an answer", async () => {
  const anything = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom("constructor", "__proto__", "0x", "", -1, 1.5, 2 ** 60, null),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.nat(), anything), { minLength: 1, maxLength: 4 }), async (changes) => {
      const proof = copy();
      for (const [which, value] of changes) {
        const path = places[which % places.length] as (string | number)[];
        try {
          put(proof, path, value);
        } catch {
          // An earlier change took the place away.
        }
      }
      const { checks } = await verifyProof(proof, options);
      expect(checks.length).toBeGreaterThan(0);
    }),
    { numRuns: 400 },
  );
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), async (value) => {
      expect((await verifyProof(value, options)).verdict).toBe("failed");
    }),
  );
});

test("an endpoint that lies in any way proves nothing", async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), async (answer) => {
      const { verdict } = await verifyProof(copy(), { ...options, rpc: async () => answer });
      expect(verdict).toBe("failed");
    }),
  );
});
