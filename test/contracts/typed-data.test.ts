import { readFile } from "node:fs/promises";
import { TypedDataEncoder } from "ethers";
import { expect, test } from "vitest";
import { VERBS } from "../../chain/acts.ts";
import { SIGNED_TYPES, structsOf } from "../../chain/typed-data.ts";

/** The text of the contract's library of type hashes, by the names of its constants. */
async function typesOfContract(): Promise<Map<string, string>> {
  const source = await readFile(new URL("../../contracts/libraries/Acts.sol", import.meta.url), "utf8");
  const constants = source.matchAll(/constant (\w+)\s*=\s*keccak256\(\s*((?:"[^"]*"\s*)+)\)/g);
  return new Map([...constants].map(([, name = "", text = ""]) => [name, text.replace(/"\s*"|"|\s+$/g, "")]));
}

test("every verb is signed as the contract's own type", async () => {
  const types = await typesOfContract();
  for (const verb of VERBS) {
    const constant = verb === "takeCustody" ? "HAND_OVER" : verb.replace(/[A-Z]/g, "_$&").toUpperCase();
    expect(SIGNED_TYPES[verb], verb).toBe(types.get(constant));
    types.delete(constant);
  }
  // What is left are the structs within others.
  expect([...types.keys()].sort()).toEqual(["INPUT", "OUTPUT", "PART"]);
});

test("the structs that a signer is given encode to the same type", () => {
  for (const verb of VERBS) {
    const type = SIGNED_TYPES[verb];
    const encoder = TypedDataEncoder.from(structsOf(type));
    expect(encoder.encodeType(encoder.primaryType)).toBe(type);
  }
});

test("the documentation shows each type", async () => {
  const text = await readFile(new URL("../../docs/contract.md", import.meta.url), "utf8");
  const structs = VERBS.flatMap((verb) => SIGNED_TYPES[verb].match(/\w+\([^)]*\)/g) ?? []);
  expect(structs.filter((struct) => !text.includes(struct))).toEqual([]);
});
