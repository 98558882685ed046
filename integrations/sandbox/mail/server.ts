/** A mail server that delivers nothing: accepted mail is passed on for reading. */
import PostalMime from "postal-mime";
import { SMTPServer, type SMTPServerDataStream } from "smtp-server";
import type { Mail } from "../../../domain/messages/messenger.ts";
import { type Listening, listen } from "../listen.ts";

/** A mail as it came. */
export interface Letter {
  /** The envelope: who sent it, and to whom. */
  readonly from: string;
  readonly to: readonly string[];
  /** Its headers and its body. */
  readonly raw: Buffer;
}

/** Its accepted credentials, the handler of mail, and where it listens. */
export interface MailSandboxOptions extends Listening {
  readonly user: string;
  readonly password: string;
  /** Receive a mail to one recipient, out of a delivered message. Errors are answered with 451. */
  take(mail: Mail, letter: Letter): Promise<void>;
}

/** A running mail server. */
export interface MailSandbox {
  readonly port: number;
  close(): Promise<void>;
}

/** The longest mail, in bytes. */
const LIMIT = 5 * 1024 * 1024;

/** Recipient domains that simulate refusals: permanent and temporary. */
const REFUSED: ReadonlyMap<string, { readonly code: number; readonly words: string }> = new Map([
  ["refused.example", { code: 550, words: "5.1.1 no such user here" }],
  ["later.example", { code: 451, words: "4.7.1 try again later" }],
]);

/** Start a mail server. It has no STARTTLS: it listens on loopback alone. */
export async function startMailSandbox(options: MailSandboxOptions): Promise<MailSandbox> {
  const { user, password, take, ...where } = options;
  const server = new SMTPServer({
    banner: "Suyuan mail sandbox",
    disabledCommands: ["STARTTLS"],
    allowInsecureAuth: true,
    size: LIMIT,
    closeTimeout: 1_000,
    disableReverseLookup: true,
    onAuth({ username, password: given }, _session, done) {
      if (username === user && given === password) return done(null, { user });
      done(answer(535, "5.7.8 authentication failed"));
    },
    onRcptTo({ address }, _session, done) {
      const refusal = REFUSED.get(address.slice(address.lastIndexOf("@") + 1).toLowerCase());
      done(refusal ? answer(refusal.code, refusal.words) : null);
    },
    onData(stream, { envelope }, done) {
      const from = envelope.mailFrom ? envelope.mailFrom.address : "";
      const to = envelope.rcptTo.map(({ address }) => address);
      deliver(stream, { from, to }).then(
        () => done(null, "2.0.0 taken, and kept in the mailbox"),
        (error: { responseCode?: number }) =>
          done(error.responseCode ? (error as Error) : answer(451, "4.3.0 not now")),
      );
    },
  });
  // Broken sessions are ignored.
  server.on("error", () => undefined);

  async function deliver(stream: SMTPServerDataStream, envelope: Omit<Letter, "raw">): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of stream) if (!stream.sizeExceeded) chunks.push(chunk as Buffer);
    if (stream.sizeExceeded) throw answer(552, "5.3.4 too long");
    const letter = { ...envelope, raw: Buffer.concat(chunks) };
    const { subject = "", text = "", html = "" } = await PostalMime.parse(letter.raw);
    for (const to of envelope.to) await take({ to, subject, text: text.trimEnd(), html: html.trimEnd() }, letter);
  }

  const port = await listen(server.server, where);
  return { port, close: () => new Promise<void>((resolve) => server.close(() => resolve())) };
}

function answer(responseCode: number, words: string): Error {
  return Object.assign(new Error(words), { responseCode });
}
