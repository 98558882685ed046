import { describe, expect, test } from "vitest";
import { createRpc } from "../../chain/rpc.ts";
import { NETWORKS } from "../../config/networks.ts";
import { withoutSecrets } from "../../scripts/deploy/command-error.ts";
import { chooseServices } from "../../scripts/verify-source/services.ts";

const rpcUrl = "http://127.0.0.1:9";

describe.each(NETWORKS.filter(({ chainId }) => chainId !== undefined))("on $title", (network) => {
  const target = { network, rpcUrl, rpc: createRpc(rpcUrl), chainId: network.chainId as number };

  test("all three services are asked, and Etherscan needs its key", () => {
    const all = ["etherscan", "blockscout", "sourcify"];
    expect(chooseServices(undefined, target, { ETHERSCAN_API_KEY: "key" })).toEqual(all);
    expect(() => chooseServices(undefined, target, {})).toThrow("ETHERSCAN_API_KEY is missing");
    expect(chooseServices("blockscout,sourcify", target, {})).toEqual(["blockscout", "sourcify"]);
  });
});

test("a message shows no secret, with or without 0x", () => {
  const key = `0x${"ab".repeat(32)}`;
  expect(withoutSecrets(`key ${key}, ${key.slice(2)}`, [key, undefined, ""])).toBe("key …, …");
});
