/** Monitoring settings: who may read figures, who is notified, and the thresholds. */
import { z } from "zod";
import { isLoopback } from "../integrations/messages/loopback.ts";
import { isMailAddress } from "../integrations/messages/smtp-location.ts";

const seconds = z.coerce.number().int().min(1).max(2_592_000);

/** A secret of ours: too long to guess, and valid in a header. */
const secret = z.string().regex(/^[\x21-\x7e]{16,200}$/, "must be 16 to 200 printable ASCII characters");

/** An address with credentials in it is refused. */
function bare(text: string): boolean {
  const { username, password } = new URL(text);
  return username === "" && password === "";
}

/** Their schemas, by their names in the environment. */
export const watchingSchemas = {
  METRICS_TOKEN: secret.optional(),
  ALERT_WEBHOOK_URL: z
    .url({ protocol: /^https?$/ })
    .refine(bare, "must not hold a user's name or password")
    .optional(),
  ALERT_WEBHOOK_SECRET: secret.optional(),
  ALERT_MAIL_TO: z
    .string()
    .default("")
    .transform((text) => text.split(",").map((address) => address.trim()))
    .transform((addresses) => addresses.filter(Boolean))
    .pipe(z.array(z.string().refine(isMailAddress, "must be addresses, separated by commas")).max(20)),
  ALERT_REPEAT: seconds.default(21_600),
  ALERT_CHAIN_FOR: seconds.default(60),
  ALERT_INDEXER_SECONDS: seconds.default(120),
  ALERT_INDEXER_BLOCKS: z.coerce.number().int().min(1).max(10_000_000).default(50),
  ALERT_INDEXER_FOR: seconds.default(60),
  ALERT_OPERATION_SECONDS: seconds.default(600),
  ALERT_CIRCUIT_SECONDS: seconds.default(300),
  ALERT_RELAYER_BALANCE: z
    .string()
    .regex(/^\d{1,12}(\.\d{1,18})?$/, "must be a decimal number")
    .optional(),
};

/** Who is notified of what. Times are in milliseconds. */
export interface AlertSettings {
  /** Where alerts are posted, and what they are signed with; null for nowhere. */
  readonly webhook: { readonly url: string; readonly secret: string | null } | null;
  /** Recipients of mails. */
  readonly mailTo: readonly string[];
  /** How long after which a lasting problem is reported again. */
  readonly repeatAfter: number;
  readonly thresholds: {
    readonly chainFor: number;
    readonly indexerTime: number;
    readonly indexerBlocks: number;
    readonly indexerFor: number;
    readonly operationAge: number;
    readonly circuitOpen: number;
    /** In wei; null for none. */
    readonly relayerBalance: bigint | null;
  };
}

/** The alerts' settings. */
export function alertSettings(values: z.output<z.ZodObject<typeof watchingSchemas>>): AlertSettings {
  const { ALERT_WEBHOOK_URL: url, ALERT_RELAYER_BALANCE: balance } = values;
  return {
    webhook: url === undefined ? null : { url, secret: values.ALERT_WEBHOOK_SECRET ?? null },
    mailTo: values.ALERT_MAIL_TO,
    repeatAfter: values.ALERT_REPEAT * 1000,
    thresholds: {
      chainFor: values.ALERT_CHAIN_FOR * 1000,
      indexerTime: values.ALERT_INDEXER_SECONDS * 1000,
      indexerBlocks: values.ALERT_INDEXER_BLOCKS,
      indexerFor: values.ALERT_INDEXER_FOR * 1000,
      operationAge: values.ALERT_OPERATION_SECONDS * 1000,
      circuitOpen: values.ALERT_CIRCUIT_SECONDS * 1000,
      relayerBalance: balance === undefined ? null : weiOf(balance),
    },
  };
}

/** Which of them are not acceptable in production. */
export function unsafeAlerts({ webhook, mailTo }: AlertSettings, hasMail: boolean): (string | false)[] {
  const { protocol, hostname } = new URL(webhook?.url ?? "https://nowhere.invalid");
  return [
    protocol === "http:" && !isLoopback(hostname) && "ALERT_WEBHOOK_URL must be https: it may hold a secret",
    mailTo.length > 0 && !hasMail && "ALERT_MAIL_TO needs SMTP_URL",
  ];
}

function weiOf(ether: string): bigint {
  const [whole = "0", fraction = ""] = ether.split(".");
  return BigInt(whole) * 10n ** 18n + BigInt(fraction.padEnd(18, "0"));
}
