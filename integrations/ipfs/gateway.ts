import { CID } from "multiformats/cid";
import * as raw from "multiformats/codecs/raw";
import type { Gateway, Pins } from "../../domain/files/ipfs.ts";
import type { Objects } from "../../domain/files/objects.ts";
import { DomainError } from "../../domain/shared/errors.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import { carOf, contentOf, type Dag, dagOf } from "./dag.ts";

const SHA2_256 = 0x12;

/** Clients request this block, which is empty and inlined in its CID, to detect gateways. */
const EMPTY = "bafkqaaa";

/** Larger objects are not served by CID: all their blocks would be in memory at once. */
const LARGEST = 100 * 1024 * 1024;

const LONGEST_CID = 256;

/** What a gateway needs. */
export interface GatewayOptions {
  readonly objects: Objects;
  readonly pins: Pick<Pins, "holdersOf">;
  readonly mediaTypeOf: (bytes: Uint8Array) => Promise<string>;
}

/** A public object that holds a block. */
interface Found {
  readonly dag: Dag;
  readonly bytes: Uint8Array;
}

/** Our public objects by the CIDs of their blocks. */
export function objectGateway({ objects, pins, mediaTypeOf }: GatewayOptions): Gateway {
  async function holdersOf(cid: string): Promise<Hex[]> {
    const parsed = CID.parse(cid);
    // A single-block object has its own digest in its CID: no index is needed for it.
    const itself: Hex[] =
      parsed.code === raw.code && parsed.multihash.code === SHA2_256
        ? [`0x${Buffer.from(parsed.multihash.digest).toString("hex")}`]
        : [];
    return [...itself, ...(await pins.holdersOf(cid))];
  }

  async function find(cid: string): Promise<Found | undefined> {
    if (cid === EMPTY)
      return { dag: { root: EMPTY, blocks: new Map([[EMPTY, new Uint8Array()]]) }, bytes: EMPTY_BYTES };
    let erased = false;
    for (const sha256 of await holdersOf(cid)) {
      const visibility = await objects.visibility(sha256);
      erased ||= visibility === "erased";
      const isGiven = visibility === "public" && ((await objects.info(sha256))?.size ?? 0) <= LARGEST;
      const bytes = isGiven ? await objects.get(sha256) : undefined;
      if (!bytes) continue;
      const dag = await dagOf(bytes);
      // A document or file of several blocks, named by its digest as if it were one.
      if (!dag.blocks.has(cid)) return { dag: { root: cid, blocks: new Map([[cid, bytes]]) }, bytes };
      return { dag, bytes: cid === dag.root ? bytes : contentOf(dag, cid) };
    }
    if (erased) throw new DomainError("gone", "What this CID names was erased");
    return undefined;
  }

  return {
    parse(text) {
      // Decoding takes quadratic time in the length: no real CID is nearly this long.
      if (text.length > LONGEST_CID) return undefined;
      try {
        return CID.parse(text).toV1().toString();
      } catch {
        return undefined;
      }
    },
    async file(cid) {
      const found = await find(cid);
      return found && { cid, bytes: found.bytes, mediaType: await mediaTypeOf(found.bytes) };
    },
    block: async (cid) => (await find(cid))?.dag.blocks.get(cid),
    async car(cid, scope) {
      const found = await find(cid);
      return found && carOf(found.dag, cid, scope);
    },
  };
}

const EMPTY_BYTES = new Uint8Array();
