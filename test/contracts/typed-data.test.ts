import { readFile } from "node:fs/promises";
import { TypedDataEncoder } from "ethers";
import { expect, test } from "vitest";
import { SIGNED_TYPES, structsOf } from "../../chain/typed-data.ts";
import { NONCE_WINDOW, VERBS } from "../../domain/operations/act.ts";

/** All that is signed: each verb, and what a holder signs of a hand-over. */
const SIGNED = [...VERBS, "handOver"] as const;

/** The text of the contract's library of type hashes, by the names of its constants. */
async function typesOfContract(): Promise<Map<string, string>> {
  const source = await readFile(new URL("../../contracts/libraries/Acts.sol", import.meta.url), "utf8");
  const constants = source.matchAll(/constant (\w+)\s*=\s*keccak256\(\s*((?:"[^"]*"\s*)+)\)/g);
  return new Map([...constants].map(([, name = "", text = ""]) => [name, text.replace(/"\s*"|"|\s+$/g, "")]));
}

test("every verb is signed as the contract's own type", async () => {
  const types = await typesOfContract();
  for (const verb of SIGNED) {
    const constant = verb.replace(/[A-Z]/g, "_$&").toUpperCase();
    expect(SIGNED_TYPES[verb], verb).toBe(types.get(constant));
    types.delete(constant);
  }
  // What is left are the structs within others.
  expect([...types.keys()].sort()).toEqual(["ITEM", "OUTPUT", "PART"]);
});

test("the structs that a signer is given encode to the same type", () => {
  for (const verb of SIGNED) {
    const type = SIGNED_TYPES[verb];
    const encoder = TypedDataEncoder.from(structsOf(type));
    expect(encoder.encodeType(encoder.primaryType)).toBe(type);
  }
});

test("the documentation shows each type", async () => {
  const text = await readFile(new URL("../../docs/contract.md", import.meta.url), "utf8");
  const structs = SIGNED.flatMap((verb) => SIGNED_TYPES[verb].match(/\w+\([^)]*\)/g) ?? []);
  expect(structs.filter((struct) => !text.includes(struct))).toEqual([]);
});

test("nonces reach as far as the contract's", async () => {
  const source = await readFile(new URL("../../contracts/types/Account.sol", import.meta.url), "utf8");
  expect(/constant WINDOW = (\d+);/.exec(source)?.[1]).toBe(String(NONCE_WINDOW));
});
