/** Firms that write on another's batch are admitted to it first, as by its holder. */
import type { Answer, Call } from "./api.ts";

/** Admit accounts to a batch of the traces dialect in its holder's name. */
export async function admit(
  api: { call(method: string, path: string, request?: Call): Promise<Answer> },
  holder: { readonly token: string },
  traceId: string,
  ...accounts: readonly { readonly user: { readonly id: number | string } }[]
): Promise<void> {
  for (const { user } of accounts) {
    const account = typeof user.id === "number" ? `user-${user.id}` : user.id;
    const { status, text } = await api.call("POST", `/v1/traces/${traceId}/parties`, {
      token: holder.token,
      body: { account },
    });
    if (status !== 201) throw new Error(`${account} was not admitted: ${status} ${text}`);
  }
}
