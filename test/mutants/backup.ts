import type { Mutant } from "../../scripts/test/mutant.ts";

const guard = (file: string, replace: string, by: string, guarantee: string): Mutant => ({
  file: `scripts/backup/${file}`,
  replace,
  by,
  tests: ["test/backup/proof.test.ts"],
  guarantee,
});

/** What a backup is held against before it is put in place. */
export const backup: readonly Mutant[] = [
  guard(
    "restore.ts",
    "(proof.wrongCount > 0 || proof.missingLines < 0)",
    "(proof.wrongCount > 0)",
    "what the chain lost is not restored",
  ),
  guard("prove.ts", " || genesis?.hash !== cursor.genesis_hash", "", "a chain with another genesis is another chain"),
  guard("prove.ts", "Number(chainId) !== cursor.chain_id || ", "", "a chain with another number is another chain"),
  guard("prove.ts", ' || code === "0x"', "", "a chain without the contract is another chain"),
  guard(
    "prove.ts",
    "!head || head.number < cursor.block_number",
    "!head",
    "a node that is behind the backup proves nothing",
  ),
  guard("prove.ts", "        counts.wrongCount += 1;\n", "", "a head that the chain does not have is wrong"),
];
