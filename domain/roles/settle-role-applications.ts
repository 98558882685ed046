import { roleDecisionMessage } from "../messages/message-templates.ts";
import type { NewMessage } from "../messages/outgoing-messages.ts";
import { tellByWechat } from "../messages/tell-by-wechat.ts";
import { en } from "../names/en.ts";
import { zh } from "../names/zh.ts";
import type { Services } from "../services.ts";
import type { RoleApplication, WordsFor } from "./role-applications.ts";

/** What telling applicants takes. */
export type ApplicantServices = Pick<
  Services,
  "accounts" | "applications" | "delivery" | "messages" | "now" | "settings" | "wechat" | "wechatIdentities"
>;

/** Milliseconds after which nobody needs to be told any more. */
const LIFETIME = 7 * 86_400_000;

/**
 * Take over what the chain shows of roles, whoever granted or revoked them there, and tell those whose application it
 * is. Each change is told once.
 */
export async function settleRoleApplications(services: ApplicantServices): Promise<readonly RoleApplication[]> {
  const changed = await services.applications.settle(services.now(), wordsForApplicant(services));
  if (changed.length > 0) services.delivery.wake();
  await tellApplicants(services, changed);
  return changed;
}

/** A mail where the applicant has an address, else a text message; nothing for who has neither. */
export function wordsForApplicant({ delivery, now }: Pick<Services, "delivery" | "now">): WordsFor {
  return (application): NewMessage | undefined => {
    const { email, phone } = application.account;
    const channel = email !== null ? "email" : "phone";
    const to = email ?? phone;
    const outcome = outcomeOf(application);
    if (to === null || outcome === undefined || !delivery.carries(channel)) return undefined;
    const message = roleDecisionMessage(channel, to, {
      outcome,
      role: { english: en.roles[application.role], chinese: zh.roles[application.role] },
      reason: application.decision?.reason ?? null,
    });
    return { message, expiresAt: new Date(now().getTime() + LIFETIME) };
  };
}

/**
 * Tell those by WeChat who have neither a mail address nor a phone, where the host has a template for it. What WeChat
 * does not take is in the log of messages, and holds up nothing.
 */
export async function tellApplicants(services: ApplicantServices, changed: readonly RoleApplication[]): Promise<void> {
  const templateId = services.settings.wechatRoleTemplate;
  if (!templateId) return;
  for (const application of changed) {
    const { account, role, decision } = application;
    const outcome = outcomeOf(application);
    if (outcome === undefined) continue;
    const values = { thing1: zh.roles[role], phrase2: OUTCOMES[outcome], thing3: decision?.reason ?? "无" };
    await tellByWechat(services, account, templateId, values);
  }
}

const OUTCOMES = { granted: "已授予", refused: "已拒绝", revoked: "已撤销" } as const;

/** What there is to tell; of a role that nobody had to decide on, nothing until it ends. */
function outcomeOf({ status, decision }: RoleApplication) {
  if (status === "pending" || (status === "granted" && decision?.by === null)) return undefined;
  return status;
}
