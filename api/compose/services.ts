/** Puts the parts of an API process together. Only `main.ts` and the tests' support do this. */
import type { RunningOutbox } from "../../chain/outbox/index.ts";
import { DEFAULT_UPLOAD_LIMITS } from "../../domain/files/upload-quota.ts";
import type { Services } from "../../domain/services.ts";
import { DEFAULT_TIME_ZONE } from "../../domain/shared/days.ts";
import type { RunningDelivery } from "../../integrations/messages/delivery.ts";
import type { Guards } from "../../integrations/outgoing/guards.ts";
import { composeAccounts } from "./accounts.ts";
import { composeCatalogue } from "./catalogue.ts";
import { composeChain } from "./chain.ts";
import { composeFiles } from "./files.ts";
import { composeIntegrations } from "./integrations.ts";
import { composeIntegrity } from "./integrity.ts";
import type { RunningIpfs } from "./ipfs.ts";
import { composeMessages } from "./messages.ts";
import type { Parts } from "./parts.ts";
import { composeScans } from "./scans.ts";

/** Build the services, with an outbox that runs until it is stopped. */
export function composeServices(parts: Parts): Services & {
  readonly outbox: RunningOutbox;
  readonly delivery: RunningDelivery;
  readonly ipfs: RunningIpfs;
  readonly integrations: Guards;
} {
  const { deployment, settings } = parts;
  const now = () => new Date();
  return {
    ...composeAccounts(parts),
    ...composeMessages(parts),
    ...composeFiles(parts),
    ...composeChain(parts),
    ...composeCatalogue(parts),
    ...composeScans(parts),
    ...composeIntegrations(parts),
    ...composeIntegrity(parts),
    now,
    settings: {
      timeZone: DEFAULT_TIME_ZONE,
      uploadLimits: DEFAULT_UPLOAD_LIMITS,
      wechatRoleTemplate: null,
      wechatCustodyTemplate: null,
      ...settings,
      ...deployment,
    },
  };
}
