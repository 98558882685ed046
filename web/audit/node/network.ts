import * as z from "zod/mini";
import { boundedJson } from "../../../proof/answer.ts";
import { patiently } from "../../../proof/patience.ts";

/** Size limit of an answer about the mirror. */
const ANSWER = { depth: 8, length: 1_048_576, values: 20_000 };

const networkSchema = z.object({
  data: z.object({
    chainId: z.int(),
    contract: z.string().check(z.toLowerCase()),
    rpcUrl: z.string(),
    explorerUrl: z.nullable(z.string()),
    mirror: z.nullable(z.object({ lines: z.int(), chain: z.string() })),
  }),
});

/** What this server says of the network, its contract and its mirror: nothing of it is believed. */
export type Network = z.infer<typeof networkSchema>["data"];

/** Ask the server. */
export async function readNetwork(): Promise<Network> {
  return networkSchema.parse(await getJson("/v1/integrity")).data;
}

const linesSchema = z.object({
  data: z.array(
    z.object({
      line: z.int(),
      event: z.string(),
      batchId: z.nullable(z.string()),
      seq: z.nullable(z.int()),
      timestamp: z.int(),
      blockNumber: z.int(),
      transactionHash: z.string(),
      chain: z.string(),
    }),
  ),
  meta: z.object({ nextAfter: z.nullable(z.int()) }),
});

/** Some of the mirror's lines, and after which the next begin. */
export type LinesPage = z.infer<typeof linesSchema>;
/** A line as the mirror has it. */
export type MirroredLine = LinesPage["data"][number];

/** Lines of the mirror after one, or of one batch. Throws `NothingThere` for a batch that there is not. */
export async function readLines(query: {
  readonly after?: number;
  readonly limit?: number;
  readonly batch?: string;
}): Promise<LinesPage> {
  const asked = Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]);
  return linesSchema.parse(await getJson(`/v1/lines?${new URLSearchParams(asked)}`));
}

/** The server has no such thing. */
export class NothingThere extends Error {
  override readonly name = "NothingThere";
}

async function getJson(path: string): Promise<unknown> {
  const response = await patiently(() => fetch(path, { headers: { accept: "application/json" } }));
  if (response.status === 404) throw new NothingThere(path);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return boundedJson(response, ANSWER);
}
