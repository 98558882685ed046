import type { Services } from "../../domain/services.ts";
import { unconfiguredErp } from "../../integrations/erp/unconfigured.ts";
import { createGuards } from "../../integrations/outgoing/guards.ts";
import { unconfiguredWechat } from "../../integrations/wechat/unconfigured.ts";
import { callLogRepository } from "../../store/monitoring/call-log.ts";
import { companyBindingsRepository } from "../../store/orders/company-bindings.ts";
import { messageLogRepository } from "../../store/wechat/message-log.ts";
import { wechatIdentitiesRepository } from "../../store/wechat/wechat-identities.ts";
import type { Parts } from "./parts.ts";
import { reportOf } from "./report-of.ts";

/** External systems, and records of calls to them. */
export function composeIntegrations(parts: Parts) {
  const { database } = parts;
  const now = () => new Date();
  const callLog = callLogRepository(database, now, reportOf(parts.logger, "calls of systems outside"));
  const guards = parts.guards ?? createGuards();
  guards.onCall(({ operation, attempts: _, ...call }) => callLog.record({ ...call, endpoint: operation }));
  return {
    wechat: parts.wechat ?? unconfiguredWechat(),
    wechatIdentities: wechatIdentitiesRepository(database),
    messages: messageLogRepository(database),
    erp: parts.erp ?? unconfiguredErp(),
    companyBindings: companyBindingsRepository(database),
    callLog,
    integrations: guards,
    integrationHealth: { mail: parts.drivers?.mail?.health, sms: parts.drivers?.sms?.health },
    evaluator: parts.evaluator ?? null,
  } satisfies Partial<Services>;
}
