import pino from "pino";
import { createApp } from "../../../api/app.ts";
import type { AppOptions } from "../../../api/options.ts";
import type { Channel, Message } from "../../../domain/messages/messenger.ts";
import type { Services } from "../../../domain/services.ts";
import { type Api, type Call, clientOf, NO_LIMITS } from "../support/api.ts";

/** Calls of the accounts dialect on an application. */
export function accountsOf({ call }: Pick<Api, "call">) {
  const post =
    (route: string) =>
    (body: unknown, options: Call = {}) =>
      call("POST", `/api/auth/${route}`, { ...options, ...(body === undefined ? {} : { body }) });
  return {
    register: post("register"),
    logIn: (username: string, password: string) => post("login")({ username, password }),
    refresh: (refreshToken: unknown, headers = {}) => post("refresh")({ refresh_token: refreshToken }, { headers }),
    logOut: (token: string) => post("logout")(undefined, { token }),
    me: (token: string) => call("GET", "/api/auth/me", { token }),
    changePassword: (token: string, body: unknown, headers = {}) => post("change-password")(body, { token, headers }),
    requestResetCode: (body: unknown, headers = {}) => post("request-reset-code")(body, { headers }),
    resetPassword: (body: unknown, headers = {}) => post("reset-password")(body, { headers }),
    requestEmailVerification: (token: string, headers = {}) =>
      post("request-email-verification")(undefined, { token, headers }),
    verifyEmail: post("verify-email"),
  };
}

/** Another application on the same parts, some of them replaced; `now` sets its clock. */
export function otherApp(api: Api, replaced: Partial<Services> = {}, options: Partial<AppOptions> = {}) {
  const services = { ...api.services, ...replaced };
  const fine = async () => ({ ok: true, detail: "answers" });
  const client = clientOf(
    createApp({
      services,
      health: { chain: fine, indexer: fine, database: fine, writing: fine, storage: fine },
      rpc: async () => ({}),
      web: new Map(),
      logger: pino({ level: "silent" }),
      ...options,
      rateLimits: { ...NO_LIMITS, ...options.rateLimits },
    }),
  );
  return { ...client, ...accountsOf(client) };
}

/** As production is, with something to send messages by `channels` with. */
export function productionOf(api: Api, channels: readonly Channel[]): Partial<Services> {
  return {
    settings: { ...api.services.settings, development: false },
    delivery: { carries: (channel) => channels.includes(channel), wake: () => undefined },
    mailbox: null,
  };
}

/** The newest message to somebody, as soon as there is one more than `seen`. */
export async function messageTo(api: Api, to: string, seen = 0): Promise<Message> {
  for (;;) {
    const messages = (await api.services.mailbox?.list())?.filter(({ message }) => message.to === to) ?? [];
    if (messages.length > seen && messages[0]) return messages[0].message;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

let count = 0;
/** A new account with an address and a phone, logged in; `target` is how it asks for a code by mail. */
export async function person(accounts: ReturnType<typeof accountsOf>, username = `person-${++count}`) {
  const email = `person-${++count}@example.com`;
  const phone = `139${String(count).padStart(8, "0")}`;
  const registered = await accounts.register({ username, email, phone, password: "Secret123" });
  if (registered.status !== 201) throw new Error(registered.text);
  const { body } = await accounts.logIn(username, "Secret123");
  const target = { identifier: username, channel: "email", contact: email };
  return {
    username,
    email,
    phone,
    target,
    token: body.access_token as string,
    refreshToken: body.refresh_token as string,
  };
}
