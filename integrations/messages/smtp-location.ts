import { credentialsOf } from "./credentials.ts";
import { isLoopback, socketHost } from "./loopback.ts";

/** Where mail is handed in. */
export interface SmtpLocation {
  readonly host: string;
  readonly port: number;
  readonly credentials: { readonly user: string; readonly password: string } | null;
  /**
   * `implicit`: TLS from the first byte. `required`: STARTTLS, or nothing is sent. `offered`: STARTTLS where the server
   * has it. `local`: the same, without checking the certificate.
   */
  readonly encryption: "implicit" | "required" | "offered" | "local";
}

/** Who mail is from. */
export interface Sender {
  readonly name: string;
  readonly address: string;
}

/** A single address, without anything that could break out of a header or an SMTP command. */
export function isMailAddress(text: string): boolean {
  return text.length <= 320 && /^[^\s\p{C}<>()[\]\\,;:"@]+@[^\s\p{C}<>()[\]\\,;:"@]+$/u.test(text);
}

/** A location as `smtp://user:password@host:587` or `smtps://…`. Throws an Error that says what is wrong. */
export function parseSmtpLocation(text: string, allowPlain: boolean): SmtpLocation {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const implicit = url?.protocol === "smtps:";
  if (!url?.hostname || !(implicit || url.protocol === "smtp:")) {
    throw new Error("must be like smtp://user:password@host:587 or smtps://user:password@host:465");
  }
  if (url.search || url.hash || !/^\/?$/.test(url.pathname)) throw new Error("must end after the port");
  const plain = isLoopback(url.hostname) ? "local" : allowPlain ? "offered" : "required";
  return {
    host: socketHost(url.hostname),
    port: Number(url.port) || (implicit ? 465 : 587),
    credentials: credentialsOf(url),
    encryption: implicit ? "implicit" : plain,
  };
}

/** A sender as `name@host` or `Name <name@host>`. Throws an Error that says what is wrong. */
export function parseSender(text: string): Sender {
  const [, name = "", bracketed] = /^([^<>\p{C}]*)<([^<>]*)>$/u.exec(text.trim()) ?? [];
  const address = bracketed ?? text.trim();
  if (!isMailAddress(address)) throw new Error("must be like noreply@example.com or Suyuan <noreply@example.com>");
  return { name: name.trim().replace(/^"(.*)"$/, "$1"), address };
}
