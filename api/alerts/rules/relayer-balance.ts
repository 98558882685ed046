import type { Rule } from "../observations.ts";

/** The account that pays for gas runs low. */
export const relayerBalance: Rule = ({ relayer, balance }, { relayerBalance: least }) => [
  {
    kind: "relayer-balance",
    subject: "",
    verdict:
      least === null
        ? "well"
        : balance === undefined
          ? "unknown"
          : balance >= least
            ? "well"
            : {
                holds: 0,
                severity: "warning",
                title: { zh: "中继账户余额不足", en: "the relayer's balance is low" },
                details: { address: relayer, wei: balance.toString(), leastWei: least.toString() },
              },
  },
];
