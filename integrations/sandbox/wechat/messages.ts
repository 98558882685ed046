/** Subscription messages: validation and storage. */
import { type Asked, jsonOf } from "../http-server.ts";
import { type Errcode, fault } from "./faults.ts";
import { wrongParameter } from "./template-data.ts";

/** A message as it was sent. */
export interface Taken {
  readonly touser: string;
  readonly template_id: string;
  readonly page?: string;
  readonly data: Record<string, { value: string }>;
}

/** An accepted message. */
export interface KeptMessage {
  readonly msgid: string;
  /** ISO 8601. */
  readonly takenAt: string;
  readonly message: Taken;
}

/** Persistent storage of messages. */
export interface MessageStore {
  load(): readonly KeptMessage[];
  save(messages: readonly KeptMessage[]): void;
}

/** Messages that are kept. */
const KEPT = 200;

/** Templates that simulate refusals. All others are accepted. */
export const REFUSING_TEMPLATES: ReadonlyMap<string, Errcode> = new Map([
  ["refused", 43101],
  ["unknown", 40037],
  ["data", 47003],
  ["page", 41030],
  ["token", 42001],
  ["quota", 45009],
  ["busy", -1],
]);

/** The message box of users. `messages` contains every accepted message, as it was sent. */
export function messageBox(messages: Taken[], store: MessageStore) {
  const kept = [...store.load()];

  return {
    /** Newest first. */
    kept: (): readonly KeptMessage[] => kept.toReversed(),

    /** Accept or refuse a message, as WeChat does. */
    send(asked: Asked): object | string {
      const body = jsonOf(asked);
      if (!body) return fault(47001);
      const { touser, template_id: template, page, data } = body;
      if (typeof touser !== "string" || touser === "") return fault(40003);
      if (typeof template !== "string" || template === "") return fault(40037);
      const refusal = REFUSING_TEMPLATES.get(template);
      if (refusal !== undefined) return fault(refusal);
      if (page !== undefined && !isPage(page)) return fault(41030);
      const wrong = wrongParameter(data);
      if (wrong !== undefined) return fault(47003, ` ${wrong} invalid`);
      // More digits than a double can hold.
      const msgid = String(BigInt(kept.at(-1)?.msgid ?? "300000000000000000") + 1n);
      const message = body as unknown as Taken;
      messages.push(message);
      kept.push({ msgid, takenAt: new Date().toISOString(), message });
      if (kept.length > KEPT) kept.shift();
      store.save(kept);
      return `{"errcode":0,"errmsg":"ok","msgid":${msgid}}`;
    },
  };
}

/** A page of a mini program, in its main package or another. */
function isPage(page: unknown): boolean {
  return typeof page === "string" && /^([\w-]+\/)*pages\/[\w/-]+(\?.*)?$/su.test(page);
}
