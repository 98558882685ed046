/** A bare SMS centre of the `smpp` package. */
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import smpp from "smpp";

export type Session = ReturnType<typeof smpp.connect>;
export type Pdu = Parameters<Session["send"]>[0];

/** What a centre does. */
export interface Behaviour {
  readonly certificate?: { readonly key: string; readonly cert: string };
  /** Whom it lets in; `suyuan` with the password `secret` if left out. */
  readonly user?: { readonly systemId: string; readonly password: string };
  /** The status for a message; undefined for no answer. */
  readonly onSubmit?: (pdu: Pdu, session: Session) => number | undefined;
  readonly onEnquire?: (pdu: Pdu, session: Session) => void;
}

/** Start a centre on loopback, and see all that it is told. */
export async function startCentre({
  certificate,
  user = { systemId: "suyuan", password: "secret" },
  onSubmit = () => 0,
  onEnquire,
}: Behaviour = {}) {
  const sessions: Session[] = [];
  const binds: Pdu[] = [];
  const submitted: Pdu[] = [];
  const server = smpp.createServer(certificate ?? {}, (session) => {
    sessions.push(session);
    session.on("error", () => undefined);
    session.on("bind_transceiver", (pdu: Pdu) => {
      binds.push(pdu);
      const knows = pdu.system_id === user.systemId && pdu.password === user.password;
      session.send(pdu.response({ command_status: knows ? 0 : (smpp.errors.ESME_RINVPASWD ?? 0) }));
    });
    session.on("submit_sm", (pdu: Pdu) => {
      submitted.push(pdu);
      const status = onSubmit(pdu, session);
      if (status !== undefined) session.send(pdu.response({ command_status: status, message_id: "1" }));
    });
    session.on("enquire_link", (pdu: Pdu) => (onEnquire ? onEnquire(pdu, session) : session.send(pdu.response())));
    session.on("unbind", (pdu: Pdu) => {
      session.send(pdu.response());
      session.close();
    });
  });
  server.on("tlsClientError", () => undefined);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    ...{ sessions, binds, submitted },
    async close() {
      for (const session of sessions) session.destroy();
      server.close();
    },
  };
}

/** The header of a part: its kind, its length, the message's number, how many parts there are, and which one it is. */
export const headerOf = ({ short_message: content }: Pdu) => (content as { udh?: readonly Buffer[] }).udh?.[0];

/** The bytes of a part that go over the air: of UCS-2, beside its header. */
export function bytesOf(pdu: Pdu): number {
  const header = headerOf(pdu);
  return (header ? 1 + header.length : 0) + 2 * (pdu.short_message as { message: string }).message.length;
}

/** What a phone shows that reads each part by itself: the parts put together in their order. */
export function assembled(parts: readonly Pdu[]): string {
  return [...parts]
    .sort((one, other) => (headerOf(one)?.[4] ?? 0) - (headerOf(other)?.[4] ?? 0))
    .map(({ short_message: content }) => (content as { message: string }).message.toWellFormed())
    .join("");
}
