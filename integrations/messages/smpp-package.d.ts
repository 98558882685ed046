/** The parts of `smpp` that are used; it has no types. */
declare module "smpp" {
  import type { EventEmitter } from "node:events";
  import type { Server as NetServer, Socket } from "node:net";

  type Fields = Readonly<Record<string, string | number | Buffer | boolean>>;

  interface Pdu {
    readonly command: string;
    readonly command_status: number;
    readonly [field: string]: unknown;
    response(fields?: Fields): Pdu;
  }
  type OnAnswer = (pdu: Pdu) => void;

  interface Session extends EventEmitter {
    readonly socket: Socket;
    /** Each gives false where the connection is gone. */
    bind_transceiver(fields: Fields, onAnswer: OnAnswer): boolean;
    submit_sm(fields: Fields, onAnswer: OnAnswer): boolean;
    enquire_link(fields: Fields, onAnswer: OnAnswer): boolean;
    unbind(fields: Fields, onAnswer: OnAnswer): boolean;
    deliver_sm(fields: Fields, onAnswer: OnAnswer): boolean;
    send(pdu: Pdu): boolean;
    close(): void;
    destroy(): void;
  }

  interface Smpp {
    connect(options: {
      readonly host: string;
      readonly port: number;
      readonly tls: boolean;
      readonly ca?: string;
    }): Session;
    createServer(
      options: { readonly key?: string; readonly cert?: string },
      onSession: (session: Session) => void,
    ): NetServer & { readonly sessions: readonly Session[] };
    readonly errors: Readonly<Record<string, number>>;
  }
  const library: Smpp;
  export default library;
}
