/** CIDs and CARs, compared with what Kubo has published and with what js-ipfs makes of the same bytes. */
import fastCheck from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { carOf, contentOf, dagOf } from "../../integrations/ipfs/dag.ts";
import { digestCid, fileCid } from "../../integrations/objects/cid.ts";
import { sha256Hex } from "../../proof/hash.ts";
import { type IpfsTestNode, startIpfsNode, unlike } from "../support/ipfs.ts";

let node: IpfsTestNode;
beforeAll(async () => {
  node = await startIpfsNode();
});
afterAll(() => node.close());

test("CIDs are the ones that Kubo has published of small files", async () => {
  expect(await fileCid(new Uint8Array())).toBe("bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku");
  expect(await fileCid(new TextEncoder().encode("hello world"))).toBe(
    "bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e",
  );
  expect(await fileCid(new TextEncoder().encode("Hello IPFS\n"))).toBe(
    "bafkreidfdrlkeq4m4xnxuyx6iae76fdm4wgl5d4xzsb77ixhyqwumhz244",
  );
});

test.each([0, 1, 262_143, 262_144, 262_145, 524_288, 1_000_000, 3_000_001])(
  "a file of %i bytes has the CID that js-ipfs gives it",
  async (size) => {
    const bytes = unlike(size);
    const options = { cidVersion: 1, rawLeaves: true, chunker: "size-262144", onlyHash: true } as const;
    const { cid } = await node.client.add(bytes, options);
    expect(await fileCid(bytes)).toBe(cid.toString());
    const dag = await dagOf(bytes);
    expect(dag.root).toBe(cid.toString());
    expect(Buffer.compare(contentOf(dag, dag.root), bytes)).toBe(0);
    if (size <= 262_144) expect(digestCid(sha256Hex(bytes))).toBe(dag.root);
  },
);

test("whatever is in a file, its CAR holds it whole", async () => {
  await fastCheck.assert(
    fastCheck.asyncProperty(fastCheck.uint8Array({ maxLength: 2_000 }), async (bytes) => {
      const dag = await dagOf(bytes);
      const car = carOf(dag, dag.root, { scope: "all", duplicates: false });
      for await (const _ of node.client.dag.import([car], { pinRoots: false }));
      expect(Buffer.compare(await node.read(dag.root), bytes)).toBe(0);
    }),
    { numRuns: 10 },
  );
});
