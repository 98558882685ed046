// A wallet user splits a batch without gas money: signs what the wallet shows, and somebody else brings it. With ethers
// and nothing else of ours but the ABI.
import { Contract, id as keccak256Text, type Signer, sha256, type TypedDataField, toUtf8Bytes } from "ethers";

// The structs are named as in the contract; wallets show codes, quantities and digests as they are here.
const TYPES: Record<string, TypedDataField[]> = {
  Split: [
    { name: "code", type: "string" },
    { name: "parts", type: "Part[]" },
    { name: "digest", type: "bytes32" },
    { name: "actor", type: "address" },
    { name: "nonce", type: "uint40" },
    { name: "deadline", type: "uint256" },
  ],
  Part: [
    { name: "name", type: "string" },
    { name: "quantity", type: "uint56" },
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

  // 200 kg to each of two shops, in thousandths; each part is a batch of its own, `code~name`.
  const document = (content: unknown) => sha256(toUtf8Bytes(JSON.stringify(content)));
  const parts = ["EAST", "WEST"].map((shop) => ({
    name: shop,
    quantity: 200_000n,
    digest: document({ shop, packed: "crates of 20 kg" }),
  }));
  const digest = document({ sorted: "by size" });

  // Any nonce that was not used yet, so that it lands once or never; here the next.
  const actor = await custodian.getAddress();
  const nonce = (await trace.getFunction("accountOf")(actor)).nextNonce;
  const deadline = Math.floor(Date.now() / 1000) + 3600;
  const domain = { name: "Suyuan Trace", version: "2", chainId, verifyingContract: address };
  const values = { code, parts, digest, actor, nonce, deadline };
  const signature = await custodian.signTypedData(domain, TYPES, values);

  // `bring` skips an act that fails and says so: one event more, and the transaction succeeds all the same.
  const act = trace.interface.encodeFunctionData("split", [code, parts, digest]);
  const signed = [{ act, actor, nonce, deadline, signature }];
  if ((await trace.getFunction("bring").staticCall(signed, 1_000_000)) !== 0n) throw new Error("it would be skipped");
  await (await trace.getFunction("bring")(signed, 1_000_000)).wait();

  const quantityOf = async (code: string) =>
    (await trace.getFunction("batchOf")(keccak256Text(code))).quantity as bigint;
  return {
    left: await quantityOf(code),
    parts: await Promise.all(parts.map((part) => quantityOf(`${code}~${part.name}`))),
  };
}
