import type { Rule } from "../observations.ts";
import { chainUnreachable } from "./chain-unreachable.ts";
import { circuitOpen } from "./circuit-open.ts";
import { erasureOverdue } from "./erasure-overdue.ts";
import { headMismatch } from "./head-mismatch.ts";
import { indexerLag } from "./indexer-lag.ts";
import { mirrorMismatch } from "./mirror-mismatch.ts";
import { operationStuck } from "./operation-stuck.ts";
import { relayerBalance } from "./relayer-balance.ts";

/** All rules. */
export const RULES: readonly Rule[] = [
  chainUnreachable,
  indexerLag,
  operationStuck,
  circuitOpen,
  headMismatch,
  mirrorMismatch,
  erasureOverdue,
  relayerBalance,
];
