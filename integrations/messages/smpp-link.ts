/** A bound session with an SMS centre. */
import smpp from "smpp";
import { passingFailure } from "./drivers.ts";
import type { SmppLocation } from "./sms-location.ts";

/** How a centre is spoken to. */
export interface SmppOptions extends Omit<SmppLocation, "kind"> {
  /** Milliseconds for the connection and for each answer; 5 seconds if left out. */
  readonly timeout?: number;
  /** Milliseconds between questions whether the connection is alive; 30 seconds if left out. */
  readonly enquireInterval?: number;
  /** A certificate to trust beside those that Node trusts anyway. */
  readonly authority?: string;
}

type Session = ReturnType<typeof smpp.connect>;
type Command = "bind_transceiver" | "submit_sm" | "enquire_link" | "unbind";

/** A session that is open and bound. */
export interface SmppLink {
  /** The status that the centre answers with; 0 for success. Throws `unavailable` where no answer comes. */
  ask(command: Command, fields: Parameters<Session[Command]>[0]): Promise<number>;
  readonly isOpen: boolean;
  /** Take leave, and close. */
  close(): Promise<void>;
}

/** Connect and bind as a transceiver. Throws `unavailable`. */
export async function openLink(options: SmppOptions): Promise<SmppLink> {
  const { host, port, tls, systemId, password, timeout = 5_000, enquireInterval = 30_000, authority } = options;
  const session = smpp.connect({ host, port, tls, ...(authority === undefined ? {} : { ca: authority }) });
  const closed = Promise.withResolvers<never>();
  closed.promise.catch(() => undefined);
  let isOpen = true;

  const end = (reason: string) => {
    if (!isOpen) return;
    isOpen = false;
    clearInterval(enquiries);
    closed.reject(passingFailure("phone", reason));
    session.destroy();
  };
  session.on("error", (error: NodeJS.ErrnoException) => end(typeof error.code === "string" ? error.code : "protocol"));
  session.on("close", () => end("connection closed"));
  answerTheCentre(session, () => end("unbound"));

  /** What does not answer in time is not used again: a late answer would be taken for another's. */
  async function inTime<Value>(value: Promise<Value>): Promise<Value> {
    const timer = setTimeout(() => end("no answer"), timeout);
    try {
      return await Promise.race([value, closed.promise]);
    } finally {
      clearTimeout(timer);
    }
  }

  function ask(command: Command, fields: Parameters<Session[Command]>[0]): Promise<number> {
    const answer = Promise.withResolvers<number>();
    const isSent = isOpen && session[command](fields, ({ command_status: status }) => answer.resolve(status));
    if (!isSent) end("connection closed");
    return inTime(answer.promise);
  }

  const enquiries = setInterval(() => ask("enquire_link", {}).catch(() => undefined), enquireInterval);
  enquiries.unref();

  await inTime(new Promise<void>((resolve) => session.once(tls ? "secureConnect" : "connect", () => resolve())));
  const status = await ask("bind_transceiver", { system_id: systemId, password, interface_version: 0x34 });
  if (status !== 0) {
    end("bind refused");
    throw passingFailure("phone", `bind refused with status ${status}`);
  }
  return {
    ask,
    get isOpen() {
      return isOpen;
    },
    async close() {
      await ask("unbind", {}).catch(() => undefined);
      end("closed");
    },
  };
}

/** A centre may ask as well: whether we are alive, to take a report, to part. */
function answerTheCentre(session: Session, onUnbound: () => void): void {
  type Asked = Parameters<Session["send"]>[0];
  session.on("enquire_link", (pdu: Asked) => session.send(pdu.response()));
  session.on("deliver_sm", (pdu: Asked) => session.send(pdu.response()));
  session.on("unbind", (pdu: Asked) => {
    session.send(pdu.response());
    onUnbound();
  });
}
