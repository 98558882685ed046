import pino, { type Logger } from "pino";

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

/** A structured logger that writes to standard error. A line that cannot be written is lost, and ends nothing. */
export function createLogger(name: string, level: string): Logger {
  const paths = SECRETS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]);
  // Node's own stream and not pino's, which keeps what finds no room on a disk, and ends the process for it.
  if (process.stderr.listenerCount("error", ignore) === 0) process.stderr.on("error", ignore);
  return pino(
    { name, level, redact: { paths, censor: "[redacted]" }, serializers: { error: pino.stdSerializers.err } },
    { write: (line) => void process.stderr.write(line) },
  );
}

function ignore(): void {
  // There is nowhere to say it.
}
