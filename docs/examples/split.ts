// A wallet user splits a batch without gas money: signs what the wallet shows, and somebody else brings it. With ethers
// and nothing else of ours but the ABI.
import { Contract, id as keccak256Text, type Signer, sha256, type TypedDataField, toUtf8Bytes } from "ethers";

// The structs are named as in the contract; wallets show codes, quantities and digests as they are here.
const TYPES: Record<string, TypedDataField[]> = {
  Split: [
    { name: "code", type: "string" },
    { name: "parts", type: "Part[]" },
    { name: "digest", type: "bytes32" },
    { name: "seq", type: "uint24" },
    { name: "deadline", type: "uint256" },
  ],
  Part: [
    { name: "code", type: "string" },
    { name: "quantity", type: "uint64" },
    { name: "digest", type: "bytes32" },
  ],
};

export async function splitByWallet(
  deployment: { chainId: number; address: string; abi: string | readonly unknown[] },
  custodian: Signer,
  relayer: Signer,
  code: string,
) {
  const { chainId, address, abi } = deployment;
  const trace = new Contract(address, abi as never, relayer);
  const id = keccak256Text(code);

  // 200 kg to each of two shops, in thousandths; each part is a batch of its own, with a document of its own.
  const document = (content: unknown) => sha256(toUtf8Bytes(JSON.stringify(content)));
  const parts = ["EAST", "WEST"].map((shop) => ({
    code: `${code}-${shop}`,
    quantity: 200_000n,
    digest: document({ shop, packed: "crates of 20 kg" }),
  }));
  const digest = document({ sorted: "by size" });

  // The signature names the number that the batch's next line will have, so it lands once or never.
  const seq = (await trace.getFunction("batchOf")(id)).seq + 1n;
  const deadline = Math.floor(Date.now() / 1000) + 3600;
  const domain = { name: "Suyuan Trace", version: "1", chainId, verifyingContract: address };
  const signature = await custodian.signTypedData(domain, TYPES, { code, parts, digest, seq, deadline });

  const bySig = trace.getFunction("splitBySig");
  await (await bySig(id, parts, digest, await custodian.getAddress(), deadline, signature)).wait();

  const quantityOf = async (code: string) =>
    (await trace.getFunction("batchOf")(keccak256Text(code))).quantity as bigint;
  return { left: await quantityOf(code), parts: await Promise.all(parts.map((part) => quantityOf(part.code))) };
}
