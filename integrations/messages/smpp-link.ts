/** A bound session with an SMS centre. */
import smpp from "smpp";
import { passingFailure } from "./drivers.ts";
import type { SmppLocation } from "./sms-location.ts";

/** How to connect to a centre. */
export interface SmppOptions extends Omit<SmppLocation, "kind"> {
  /** The interval of keep-alive requests in milliseconds; 30 seconds if left out. */
  readonly enquireInterval?: number;
  /**
   * Timeout for their answers in milliseconds: no message waits for them, so no guard covers them. 5 seconds if left
   * out.
   */
  readonly enquirePatience?: number;
  /** A certificate to trust besides Node's own. */
  readonly authority?: string;
}

type Session = ReturnType<typeof smpp.connect>;
type Command = "bind_transceiver" | "submit_sm" | "enquire_link" | "unbind";

/** A session that is open and bound. */
export interface SmppLink {
  /**
   * The status that the centre answers with; 0 for success. Throws `unavailable` where no answer comes before the
   * signal, which ends the session.
   */
  ask(command: Command, fields: Parameters<Session[Command]>[0], signal: AbortSignal): Promise<number>;
  readonly isOpen: boolean;
  /** Unbind, and close. */
  close(): Promise<void>;
}

/** Connect and bind as a transceiver, before the signal. Throws `unavailable`. */
export async function openLink(options: SmppOptions, signal: AbortSignal): Promise<SmppLink> {
  const { host, port, tls, systemId, password, authority } = options;
  const { enquireInterval = 30_000, enquirePatience = 5_000 } = options;
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

  /** A session that does not answer in time is not used again: a late answer could be mistaken for another's. */
  async function inTime<Value>(value: Promise<Value>, until: AbortSignal): Promise<Value> {
    const late = () => end("no answer");
    until.addEventListener("abort", late);
    try {
      if (until.aborted) late();
      return await Promise.race([value, closed.promise]);
    } finally {
      until.removeEventListener("abort", late);
    }
  }

  function ask(command: Command, fields: Parameters<Session[Command]>[0], until: AbortSignal): Promise<number> {
    const answer = Promise.withResolvers<number>();
    const isSent = isOpen && session[command](fields, ({ command_status: status }) => answer.resolve(status));
    if (!isSent) end("connection closed");
    return inTime(answer.promise, until);
  }

  const soon = () => AbortSignal.timeout(enquirePatience);
  const enquiries = setInterval(() => ask("enquire_link", {}, soon()).catch(() => undefined), enquireInterval);
  enquiries.unref();

  const connected = new Promise<void>((resolve) => session.once(tls ? "secureConnect" : "connect", () => resolve()));
  await inTime(connected, signal);
  const fields = { system_id: systemId, password, interface_version: 0x34 };
  const status = await ask("bind_transceiver", fields, signal);
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
      await ask("unbind", {}, soon()).catch(() => undefined);
      end("closed");
    },
  };
}

/** A centre may send requests as well: keep-alive, delivery reports, unbind. */
function answerTheCentre(session: Session, onUnbound: () => void): void {
  type Asked = Parameters<Session["send"]>[0];
  session.on("enquire_link", (pdu: Asked) => session.send(pdu.response()));
  session.on("deliver_sm", (pdu: Asked) => session.send(pdu.response()));
  session.on("unbind", (pdu: Asked) => {
    session.send(pdu.response());
    onUnbound();
  });
}
