/** From what was typed to the view that shows it. */
import { batchIdPrefix } from "../../../domain/shared/identifiers.ts";
import { type Asked, codesOf } from "../chain/find.ts";
import { NothingThere, readLines } from "../node/network.ts";
import type { Meant } from "./meant.ts";

/** The view of a batch. */
export const pathOfBatch = (code: string) => `/batches/${encodeURIComponent(code)}`;

/** The path of the view for what was meant; undefined where neither server nor node knows of it. */
export async function pathOf(meant: Meant, asked: Asked): Promise<string | undefined> {
  switch (meant.type) {
    case "code":
      return pathOfBatch(meant.code);
    case "address":
      return `/accounts/${meant.address}`;
    case "block":
      return `/blocks/${meant.number}`;
    case "id": {
      const id = await idOnChain(meant.id);
      return id && pathOfId(id, asked);
    }
    case "hash":
      return (await pathOfId(meant.hash, asked)) ?? `/transactions/${meant.hash}`;
  }
}

async function pathOfId(id: string, asked: Asked): Promise<string | undefined> {
  const code = (await codesOf(asked, [id])).get(id);
  return code === undefined ? undefined : pathOfBatch(code);
}

/** The whole id of which an identifier has the beginning: this server knows it, and the chain has to know it too. */
async function idOnChain(traceId: string): Promise<string | undefined> {
  try {
    const id = (await readLines({ batch: traceId, limit: 1 })).data[0]?.batchId;
    const prefix = batchIdPrefix(traceId);
    return id && prefix && id.startsWith(prefix) ? id : undefined;
  } catch (error) {
    if (error instanceof NothingThere) return undefined;
    throw error;
  }
}
