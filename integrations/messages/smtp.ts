/** Mail by SMTP. */
import { createTransport } from "nodemailer";
import { type Mail, MessageRefused } from "../../domain/messages/messenger.ts";
import { createGuard, type Guard } from "../outgoing/guard.ts";
import { probe } from "../outgoing/probe.ts";
import { guarded, MAIL_GUARD, type MailDriver, MessagePostponed, passingFailure } from "./drivers.ts";
import { isMailAddress, type Sender, type SmtpLocation } from "./smtp-location.ts";

/** How to send mail. */
export interface SmtpOptions {
  readonly location: SmtpLocation;
  readonly from: Sender;
  /** The guard of its calls; a new one if left out. */
  readonly guard?: Guard | undefined;
  /** A certificate to trust besides Node's own. */
  readonly authority?: string;
  /** Milliseconds between two checks of the server's health, each of which logs in; 30 seconds if left out. */
  readonly probeInterval?: number;
}

/** Errors that concern this server's credentials, not the message. */
const ABOUT_US = [530, 534, 535, 538];

/** The server closes the connection: no other message would be accepted now. */
const CLOSING = 421;

/** A mail server. Each mail gets a connection of its own, which ends when the guard aborts it. */
export function smtpMail(options: SmtpOptions): MailDriver {
  const { location, from, guard = createGuard("mail", MAIL_GUARD), authority, probeInterval = 30_000 } = options;
  const { host, port, credentials, encryption } = location;
  const server = {
    host,
    port,
    secure: encryption === "implicit",
    requireTLS: encryption === "required",
    tls: { rejectUnauthorized: encryption !== "local", ...(authority === undefined ? {} : { ca: authority }) },
    ...(credentials ? { auth: { user: credentials.user, pass: credentials.password } } : {}),
    logger: false,
    // Messages are self-contained: nothing is fetched for them.
    disableFileAccess: true,
    disableUrlAccess: true,
  };
  const transport = createTransport(server);
  // A check takes no signal: an abandoned one ends by itself.
  const { timeout } = MAIL_GUARD;
  const checks = createTransport({
    ...server,
    ...{ connectionTimeout: timeout, greetingTimeout: timeout, socketTimeout: timeout, dnsTimeout: timeout },
  });
  return {
    async sendMail(mail, signal) {
      if (!isMailAddress(mail.to)) throw new MessageRefused("not an address");
      await guarded("email", guard, signal, async (tried) => {
        try {
          await transport.sendMail({ ...letter(mail), from: { ...from }, signal: tried });
        } catch (error) {
          throw failureOf(error);
        }
      });
    },

    health: probe(async () => {
      await guard.run({ operation: "verify" }, () => checks.verify());
    }, probeInterval),
  };
}

/** Addresses are passed as parts, so that none is parsed as a list; no line breaks reach a header. */
function letter({ to, subject, text, html }: Mail) {
  return {
    to: { name: "", address: to },
    subject: subject.replace(/\p{Cc}+/gu, " "),
    text,
    html,
    // Suppresses automatic replies.
    headers: { "Auto-Submitted": "auto-generated" },
    xMailer: false as const,
  };
}

function failureOf(error: unknown) {
  const { code, command, responseCode } = error as { code?: unknown; command?: unknown; responseCode?: unknown };
  const status = typeof responseCode === "number" ? responseCode : 0;
  const word = typeof code === "string" && /^[A-Z_]{1,40}$/.test(code) ? code : "unknown";
  const reason = status === 0 ? word : `${word} ${status}`;
  // A server that refuses the connection or the log-in refuses us; from MAIL on it refuses the message.
  const aboutMessage = code === "EENVELOPE" || code === "EMESSAGE";
  if (!aboutMessage || status === CLOSING || ABOUT_US.includes(status)) return passingFailure("email", reason);
  if (status >= 500 || (status === 0 && command === "API")) return new MessageRefused(reason);
  return status >= 400 ? new MessagePostponed("email", reason) : passingFailure("email", reason);
}
