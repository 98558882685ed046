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

/** A structured logger that writes to standard error. */
export function createLogger(name: string, level: string): Logger {
  const paths = SECRETS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]);
  return pino(
    { name, level, redact: { paths, censor: "[redacted]" }, serializers: { error: pino.stdSerializers.err } },
    pino.destination({ fd: 2, sync: true }),
  );
}
