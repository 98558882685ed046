import type { Logger } from "pino";
import { grantDueRoles } from "../domain/accounts/grant-due-roles.ts";
import { tellOfOffers } from "../domain/custody/tell-of-offers.ts";
import { pursueRecalls } from "../domain/recalls/pursue-recalls.ts";
import { settleRoleApplications } from "../domain/roles/settle-role-applications.ts";
import type { Services } from "../domain/services.ts";

/** Milliseconds between two looks. */
const INTERVAL = 5_000;

/**
 * Hands on decisions on roles that are due, and takes over what the chain shows of roles, until it is stopped: an
 * application for regulator is granted once the default admin's wallet has done so.
 */
export function startRoleWatch(
  services: Services,
  logger: Logger,
  interval = INTERVAL,
): { readonly stop: () => Promise<void> } {
  let running = Promise.resolve();
  let isTold = false;
  const look = () => {
    running = running
      .then(() => grantDueRoles(services))
      .then(() => settleRoleApplications(services))
      .then(() => tellOfOffers(services))
      .then(() => pursueRecalls(services))
      .then(() => {
        isTold = false;
      })
      .catch((error) => {
        // Once, however long it lasts.
        if (!isTold) logger.warn({ err: error }, "applications for roles could not be looked after: trying again");
        isTold = true;
      });
  };
  const timer = setInterval(look, interval);
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
