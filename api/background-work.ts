import type { Logger } from "pino";
import { grantDueRoles } from "../domain/accounts/grant-due-roles.ts";
import { tellOfCustody } from "../domain/custody/tell-of-custody.ts";
import { erasureCarrier } from "../domain/erasures/carry-out-erasures.ts";
import { pursueRecalls } from "../domain/recalls/pursue-recalls.ts";
import { settleRoleApplications } from "../domain/roles/settle-role-applications.ts";
import type { Services } from "../domain/services.ts";

/** Milliseconds between two looks. */
const INTERVAL = 5_000;

/**
 * Does every few seconds what no request waits for, until it is stopped: hands on decisions on roles that are due, and takes
 * over what the chain shows of roles (an application for regulator is granted once the default admin's wallet has done so);
 * tells whom batches are offered to; goes on with recalls.
 */
export function startBackgroundWork(
  services: Services,
  logger: Logger,
  interval = INTERVAL,
): { readonly stop: () => Promise<void> } {
  let running = Promise.resolve();
  const steps: Readonly<Record<string, () => Promise<unknown>>> = {
    "roles that are due": () => grantDueRoles(services),
    "applications for roles": () => settleRoleApplications(services),
    custody: () => tellOfCustody(services),
    recalls: () => pursueRecalls(services),
    erasures: erasureCarrier(services),
  };
  const told = new Set<string>();
  const look = () => {
    // Each by itself: what fails of one keeps nobody from being told of another.
    for (const [what, step] of Object.entries(steps)) {
      running = running.then(step).then(
        () => void told.delete(what),
        (err) => {
          // Once, however long it lasts.
          if (!told.has(what)) logger.warn({ err }, `${what} could not be looked after: trying again`);
          told.add(what);
        },
      );
    }
  };
  const timer = setInterval(look, interval);
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
