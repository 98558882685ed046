// A wallet user writes a batch's journey, and anybody checks it: with ethers and nothing else of ours but the ABI.
import {
  Contract,
  concat,
  dataSlice,
  encodeBytes32String,
  type JsonRpcProvider,
  keccak256,
  type Signer,
  sha256,
  toUtf8Bytes,
  ZeroHash,
  zeroPadBytes,
} from "ethers";

export async function recordAndCheck(
  address: string,
  abi: string | readonly unknown[],
  grower: Signer,
  provider: JsonRpcProvider,
) {
  const trace = new Contract(address, abi as never, grower);
  const code = "APPLES-2026-001";
  const id = keccak256(toUtf8Bytes(code));

  // The documents are yours to keep and to show; the chain holds their SHA-256.
  const creation = sha256(toUtf8Bytes(JSON.stringify({ product: "Apples", farm: "Green Valley Farm" })));
  const harvest = sha256(toUtf8Bytes(JSON.stringify({ method: "Manual Picking", weather: "Sunny, 22°C" })));

  // 1000 kg: the unit is a UN/ECE Recommendation 20 code, the quantity in thousandths of it. Not open: nobody else writes
  // on it but whom the grower admits, and authorities.
  const holder = await grower.getAddress();
  await (await trace.getFunction("create")(code, "0x4b474d", 1_000_000n, false, holder, creation)).wait();
  await (await trace.getFunction("record")(id, encodeBytes32String("harvest"), harvest)).wait();

  // Anybody: fold the logs of the batch's lines and compare with one call. What else names the batch has no `seq`. A head
  // has 27 bytes, and zeros up to 32.
  const named = await provider.getLogs({ address, fromBlock: 0, topics: [null, id] });
  const logs = named.filter((log) => trace.interface.parseLog(log)?.fragment.inputs.some(({ name }) => name === "seq"));
  let head = dataSlice(ZeroHash, 0, 27);
  for (const log of logs) {
    const leaf = keccak256(concat([...log.topics, log.data]));
    head = dataSlice(keccak256(concat([head, leaf])), 0, 27);
  }
  return {
    computed: zeroPadBytes(head, 32),
    onChain: (await trace.getFunction("headOf")(id)) as string,
    lines: logs.length,
  };
}
