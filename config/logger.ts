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

/** The most that is kept of lines which cannot be written: a full disk must not become a full memory. */
const MOST_KEPT = 1024 * 1024;

/** A structured logger that writes to standard error. Lines that cannot be written do not end the process. */
export function createLogger(name: string, level: string): Logger {
  const paths = SECRETS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]);
  const destination = pino.destination({ fd: 2, sync: true, maxLength: MOST_KEPT });
  destination.on("error", () => undefined);
  // What is kept is written with the next line; once there is no room to keep a line, only by this.
  destination.on("drop", () => {
    try {
      destination.flushSync();
    } catch {
      // There is still no room.
    }
  });
  return pino(
    { name, level, redact: { paths, censor: "[redacted]" }, serializers: { error: pino.stdSerializers.err } },
    destination,
  );
}
