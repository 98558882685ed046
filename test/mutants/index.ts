/** The guards whose loss a test has to notice, by area: `npm run test:mutants` takes them out one by one. */
import type { Mutant } from "../../scripts/test/mutant.ts";
import { backup } from "./backup.ts";
import { domain } from "./domain.ts";
import { http } from "./http.ts";
import { mirror } from "./mirror.ts";
import { objects } from "./objects.ts";
import { operations } from "./operations.ts";
import { outbox } from "./outbox.ts";
import { outgoing } from "./outgoing.ts";
import { proofs } from "./proof.ts";
import { sending } from "./sending.ts";

export const MUTANTS: Readonly<Record<string, readonly Mutant[]>> = {
  objects,
  http,
  domain,
  mirror,
  outbox,
  sending,
  operations,
  outgoing,
  backup,
  proof: proofs,
};
