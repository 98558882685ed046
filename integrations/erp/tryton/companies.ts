/** Customers, by the invite code that they give to their people. */
import type { InvitedCompany } from "../../../domain/orders/erp.ts";
import type { TrytonModels } from "./models.ts";
import { INVITE_FIELDS, inviteSchema } from "./records.ts";

/** The name of contact mechanisms that hold invite codes. */
const INVITE_NAME = "微信邀请码";
/** The most parties read for one code: there should be one. */
const MOST = 20;

/** The active parties with a contact mechanism `other` named `微信邀请码` with exactly this value. */
export async function companiesOf(models: TrytonModels, inviteCode: string): Promise<InvitedCompany[]> {
  const found = await models.read({
    model: "party.contact_mechanism",
    where: [
      ["type", "=", "other"],
      ["name", "=", INVITE_NAME],
      ["value", "=", inviteCode],
      ["party.active", "=", true],
    ],
    fields: INVITE_FIELDS,
    limit: MOST,
    schema: inviteSchema,
  });
  return found.map(({ value, party: id, "party.": party }) => ({
    customerId: String(id),
    companyId: party.code ?? "",
    companyName: party.name ?? "",
    inviteCode: value ?? "",
  }));
}
