import type { Proof } from "../../../proof/proof.ts";
import { type Apples, apples, failedApples, longApples } from "./apples.ts";
import { digestOf, dropLine, forgetActor, redateLine, rewriteDocument, swapLines, withhold } from "./tamper.ts";

/** What a server might do with a genuine proof, by the code under which the harness shows it. */
export const SCENARIOS: Readonly<Record<string, (genuine: Apples) => Proof>> = {
  AP20230515A123: ({ proof }) => proof,
  DOCUMENT: ({ proof }) => rewriteDocument(proof, 4, "none above the limit", "three above the limit"),
  DESCRIPTION: ({ proof }) => rewriteDocument(proof, 1, "without synthetic pesticides", "without any care at all"),
  PICTURE: ({ proof, files }) => {
    const copy = structuredClone(proof);
    const [first, second] = [...files.keys()];
    if (first && second) copy.attachments[second] = { status: "public", url: `/files/${first}` };
    return copy;
  },
  MISSING: ({ proof }) => dropLine(proof, 4),
  REORDERED: ({ proof }) => swapLines(proof, 4),
  REDATED: ({ proof }) => redateLine(proof, 8),
  ACTOR: ({ proof }) => forgetActor(proof, 8),
  WITHHELD: ({ proof }) => withhold(withhold(proof, "restricted", 4, 7), "erased", 8),
  SECRET: ({ proof }) => withhold(proof, "restricted", ...proof.lines.map((line) => Number(line.args.seq))),
  NODOCUMENT: ({ proof }) => {
    const copy = structuredClone(proof);
    delete copy.documents[digestOf(copy, 7)];
    return copy;
  },
  NOCHAIN: ({ proof }) => ({ ...proof, chain: { ...proof.chain, rpcUrl: "/no-rpc" } }),
  SLOWCHAIN: ({ proof }) => ({ ...proof, chain: { ...proof.chain, rpcUrl: "/slow-rpc" } }),
  NOPROOF: ({ proof }) => ({ ...proof, lines: "none" }) as unknown as Proof,
};

/** Journeys that are shown as they are, and against which something speaks. */
const WARNED: readonly string[] = ["FAILED"];

/** Those that are as long as a record may be, and nothing else. */
const LONG: readonly string[] = ["LONG"];

/** All scenarios' genuine journeys and what is shown of them. */
export function scenarios(): ReadonlyMap<string, Apples & { readonly shown: Proof }> {
  return new Map(
    [
      ...Object.entries(SCENARIOS),
      ...[...WARNED, ...LONG].map((code) => [code, ({ proof }: Apples) => proof] as const),
    ].map(([code, change]) => {
      const make = WARNED.includes(code) ? failedApples : LONG.includes(code) ? longApples : apples;
      const genuine = make(code);
      return [code, { ...genuine, shown: change(genuine) }];
    }),
  );
}
