/** An SMS centre that speaks SMPP 3.4 and reaches no phone: accepted messages are passed on for reading. */
import smpp from "smpp";
import type { Sms } from "../../../domain/messages/messenger.ts";
import { type Listening, listen } from "../listen.ts";
import { partJoiner } from "./parts.ts";

/** Its accepted credentials, the handler of messages, and where it listens. */
export interface SmsSandboxOptions extends Listening {
  readonly systemId: string;
  readonly password: string;
  /** Receive a message, with all its parts joined. Errors are answered with `ESME_RSYSERR`. */
  take(sms: Sms): Promise<void>;
}

/** A running SMS centre. */
export interface SmsSandbox {
  readonly port: number;
  close(): Promise<void>;
}

type Session = ReturnType<typeof smpp.connect>;
type Pdu = Parameters<Session["send"]>[0];

/** Number prefixes, after the country code, that simulate refusals. */
const REFUSED: readonly (readonly [RegExp, string])[] = [
  [/^(86)?1990000/, "ESME_RINVDSTADR"],
  [/^(86)?1990001/, "ESME_RTHROTTLED"],
];

const INTERNATIONAL = 1;
const UCS2 = 8;

/** Bytes that go over the air in one part. */
const LONGEST = 140;

/** Start an SMS centre. */
export async function startSmsSandbox(options: SmsSandboxOptions): Promise<SmsSandbox> {
  const { systemId, password, take, ...where } = options;
  const sessions = new Set<Session>();
  const join = partJoiner();
  let number = 0;

  function bind(session: Session, pdu: Pdu): boolean {
    const status = pdu.system_id !== systemId ? "ESME_RINVSYSID" : pdu.password !== password ? "ESME_RINVPASWD" : "";
    session.send(pdu.response({ command_status: statusOf(status), system_id: "sandbox" }));
    return status === "";
  }

  async function submit(pdu: Pdu): Promise<string> {
    const digits = String(pdu.destination_addr);
    if (!/^\d{3,20}$/.test(digits)) return "ESME_RINVDSTADR";
    const refusal = REFUSED.find(([pattern]) => pattern.test(digits))?.[1];
    if (refusal) return refusal;
    const content = pdu.short_message as { message?: unknown; udh?: readonly Buffer[] } | undefined;
    const { message, udh = [] } = content ?? {};
    if (typeof message !== "string") return "ESME_RINVDCS";
    if (pdu.data_coding === UCS2 && headerLength(udh) + message.length * 2 > LONGEST) return "ESME_RINVMSGLEN";
    // Each part is decoded by itself, as some phones do: a split character is lost.
    const text = join(`${pdu.source_addr} ${digits}`, udh, message.toWellFormed());
    if (text === undefined) return "";
    const to = pdu.dest_addr_ton === INTERNATIONAL ? `+${digits}` : digits;
    return take({ to, text }).then(
      () => "",
      () => "ESME_RSYSERR",
    );
  }

  const server = smpp.createServer({}, (session) => {
    let isBound = false;
    sessions.add(session);
    // Broken sessions are ignored.
    session.on("error", () => session.destroy());
    session.on("close", () => sessions.delete(session));
    for (const kind of ["bind_transceiver", "bind_transmitter"]) {
      session.on(kind, (pdu: Pdu) => {
        isBound = bind(session, pdu);
      });
    }
    session.on("submit_sm", async (pdu: Pdu) => {
      const status = isBound ? await submit(pdu) : "ESME_RINVBNDSTS";
      const id = status === "" ? { message_id: String(++number) } : {};
      session.send(pdu.response({ command_status: statusOf(status), ...id }));
    });
    session.on("enquire_link", (pdu: Pdu) => session.send(pdu.response()));
    session.on("unbind", (pdu: Pdu) => {
      session.send(pdu.response());
      session.close();
    });
  });
  const port = await listen(server, where);
  return {
    port,
    async close() {
      for (const session of sessions) session.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The bytes of a header: its own length, and its elements. */
function headerLength(elements: readonly Buffer[]): number {
  return elements.reduce((sum, { length }) => sum + length, elements.length > 0 ? 1 : 0);
}

/** The number of a status; 0 for none. */
function statusOf(name: string): number {
  return name === "" ? 0 : (smpp.errors[name] ?? 8);
}
