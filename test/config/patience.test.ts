import { expect, test } from "vitest";
import { RpcUnavailable } from "../../chain/rpc.ts";
import { passingReason, untilItWorks } from "../../config/patience.ts";
import { noSpaceLeft } from "../support/small-disk.ts";

const pause = { first: 1, longest: 2 };
const away = () => new RpcUnavailable("The chain's node did not answer eth_chainId");

test("what passes is waited for: why is told once, again for another reason, and that it is over", async () => {
  const told: (string | null)[] = [];
  let tries = 0;
  const result = await untilItWorks(
    async () => {
      tries += 1;
      if (tries <= 10) throw away();
      if (tries <= 20) throw noSpaceLeft();
      return "done";
    },
    { onWaiting: (reason) => void told.push(reason), signal: new AbortController().signal, pause },
  );
  expect(result).toBe("done");
  expect(told).toEqual([
    "The chain's node did not answer eth_chainId",
    "What is stored cannot be written to: the disk is full",
    null,
  ]);
});

test("what works at once is told nothing of, and what does not pass is thrown", async () => {
  const options = { onWaiting: () => expect.unreachable(), signal: new AbortController().signal, pause };
  expect(await untilItWorks(async () => 1, options)).toBe(1);
  await expect(untilItWorks(() => Promise.reject(new Error("wrong passphrase")), options)).rejects.toThrow("wrong");
  expect(passingReason(Object.assign(new Error(), { code: "SQLITE_NOTADB" }))).toBeUndefined();
});

test("waiting ends when it is no longer wanted", async () => {
  const stopping = new AbortController();
  const waiting = untilItWorks(() => Promise.reject(away()), {
    onWaiting: () => stopping.abort(),
    signal: stopping.signal,
    pause: { first: 60_000, longest: 60_000 },
  });
  await expect(waiting).rejects.toThrow(RpcUnavailable);
});
