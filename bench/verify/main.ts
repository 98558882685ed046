import { verifyProof } from "../../proof/verify.ts";
import { race } from "../stopwatch.ts";
import { markdownTable, ratio, showCount, showRatio } from "../table.ts";
import { bytesOf, hashAll } from "./hashing.ts";
import { CODE, journeyOf } from "./journey.ts";

/** A round lasts about as long whatever the proof's length, so that no clock is too coarse. */
const LINES_A_ROUND = 2_000;

/** `npm run bench -- verify`: what verifying a proof takes, beside hashing its bytes and nothing else. */
export async function verifyReport({ lengths = [10, 100, 1_000], rounds = 9 } = {}): Promise<string> {
  const rows: string[][] = [];
  for (const length of lengths) {
    const { proof, chain: rpc } = journeyOf(length);
    const hashed = bytesOf(proof);
    const repeats = Math.ceil(LINES_A_ROUND / length);
    const verify = async () => {
      for (let i = 0; i < repeats; i++) {
        const { verdict } = await verifyProof(proof, { code: CODE, rpc, fetchBytes: refuse });
        if (verdict !== "verified") throw new Error("a genuine proof did not pass");
      }
    };
    const hash = () => {
      for (let i = 0; i < repeats; i++) hashAll(hashed);
    };
    const medians = await race(
      [
        { name: "verify", run: verify },
        { name: "hash", run: hash },
      ],
      rounds,
    );
    const [verifying, hashing] = ["verify", "hash"].map((name) => (medians.get(name) as number) / repeats);
    rows.push([
      showCount(length),
      (verifying as number).toFixed(2),
      (hashing as number).toFixed(2),
      showRatio(ratio(verifying as number, hashing as number)),
      showCount((length / (verifying as number)) * 1000),
    ]);
  }
  const header = ["lines in the proof", "verifying, ms", "hashing alone, ms", "to hashing", "lines a second"];
  return `## Verify\n\nMedian of ${rounds} rounds\n\n${markdownTable(header, rows)}\n`;
}

/** The journeys name no files: hashing a file takes what hashing takes. */
const refuse = async (url: string): Promise<never> => {
  throw new Error(`nothing to fetch: ${url}`);
};
