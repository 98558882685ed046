import pino, { type Logger } from "pino";
import { escapedJson } from "../domain/shared/foreign-text.ts";

/** Fields whose values never reach a log, at any depth that we log. */
const SECRETS = [
  "password",
  "authorization",
  "token",
  "access_token",
  "old_password",
  "new_password",
  "refresh_token",
  "passphrase",
  "privateKey",
  "raw",
  "cookie",
  "uid",
];

/**
 * A structured logger that writes to standard error. What others wrote is only text on a terminal that shows it. A line that cannot be
 * written is lost; the process goes on.
 */
export function createLogger(name: string, level: string): Logger {
  const paths = SECRETS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]);
  // Node's own stream, not pino's, which buffers what a full disk refuses and ends the process over it.
  if (process.stderr.listenerCount("error", ignore) === 0) process.stderr.on("error", ignore);
  return pino(
    { name, level, redact: { paths, censor: "[redacted]" }, serializers: { error: pino.stdSerializers.err } },
    { write: (line) => void process.stderr.write(escapedJson(line)) },
  );
}

function ignore(): void {
  // There is nowhere to report it.
}
