/** The settings as environment variables. */
import { z } from "zod";
import { DEFAULT_UPLOAD_LIMITS } from "../domain/files/upload-quota.ts";
import { INTEGRATIONS } from "../domain/monitoring/integrations.ts";
import { DEFAULT_TIME_ZONE, isTimeZone } from "../domain/shared/days.ts";
import { DEFAULT_PHONE_COUNTRY, isPhoneCountry } from "../integrations/phones/libphonenumber.ts";
import { watchingSchemas } from "./alert-settings.ts";

const port = z.coerce.number().int().min(0).max(65_535);
const url = z.url({ protocol: /^https?$/ }).transform((text) => text.replace(/\/+$/, ""));
/**
 * The address of an external service that knows us by a token: addresses leak easily, so they must not contain
 * credentials.
 */
const bareUrl = url.refine(
  (text) => new URL(text).username === "" && new URL(text).password === "",
  "must not hold a user's name or password",
);

/** One that paths are appended to: a query or a fragment would swallow them. */
const baseUrl = bareUrl.refine((text) => !/[?#]/.test(text), "must end with its path");

/** The order of the group of secp256k1: private keys are below it, and not zero. */
const KEYS = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
const isInRange = (text: string) => {
  const key = BigInt(text.startsWith("0x") ? text : `0x${text}`);
  return key > 0n && key < KEYS;
};

const privateKey = z
  .string()
  .trim()
  .regex(/^(0x)?[0-9a-fA-F]{64}$/, { error: "must be a private key: 64 hex digits", abort: true })
  .refine(isInRange, "must be a private key: it is out of range")
  .transform((text) => (text.startsWith("0x") ? text : `0x${text}`));

/** A word, or origins as browsers write them: scheme, host in lower case and a port that is not the scheme's own. */
const areOrigins = (texts: readonly string[]) =>
  texts.length === 1 && ["none", "loopback"].includes(texts[0] ?? "")
    ? true
    : texts.every((text) => /^https?:/.test(text) && URL.parse(text)?.origin === text);

/** A line that pages show as it is. */
const shortText = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most, `must have at most ${most} characters`)
    .regex(/^[^\p{Cc}\p{Cf}]+$/u, "must be one line of plain text");

/** What the environment may hold: names, forms and defaults of all settings. */
export const environmentSchema = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
  HOST: z.string().min(1).default("127.0.0.1"),
  PORT: port.default(8081),
  PUBLIC_URL: url.optional(),
  CORS_ORIGINS: z
    .string()
    .transform((text) => text.split(",").map((origin) => origin.trim().replace(/\/$/, "")))
    .transform((origins) => origins.filter(Boolean))
    .refine(areOrigins, "must be none, loopback, or origins such as https://shop.example, separated by commas")
    .optional(),
  TIME_ZONE: z
    .string()
    .refine(isTimeZone, "must be the IANA name of a time zone, such as Asia/Shanghai")
    .default(DEFAULT_TIME_ZONE),
  PHONE_COUNTRY: z
    .string()
    .trim()
    .toUpperCase()
    .refine(isPhoneCountry, "must be the ISO 3166-1 code of a country, such as CN")
    .default(DEFAULT_PHONE_COUNTRY),
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  DATA_DIR: z.string().min(1).default("data"),
  CHAIN_RPC_URL: url.optional(),
  CHAIN_PORT: port.default(8545),
  CHAIN_PUBLIC_RPC_URL: url.optional(),
  CHAIN_EXPLORER_URL: url.optional(),
  CHAIN_CONFIRMATIONS: z.coerce.number().int().min(0).max(10_000).optional(),
  CHAIN_POLL_INTERVAL: z.coerce.number().int().min(10).max(600_000).optional(),
  RECALL_REMINDERS: z.coerce.number().int().min(0).max(30).default(3),
  WRITE_TIMEOUT: z.coerce.number().int().min(0).max(600_000).default(15_000),
  REGISTRATION: z.enum(["open", "approval"]).optional(),
  UID_ACCESS: z.enum(["on", "off"]).optional(),
  EVALUATOR: z.enum(["built-in", "http", "off"]).optional(),
  EVALUATOR_URL: bareUrl.optional(),
  EVALUATOR_TIMEOUT: z.coerce.number().int().min(1).max(600_000).default(10_000),
  TOKEN_KEY_GENERATION: z.coerce.number().int().min(1).max(1_000_000).default(1),
  TOKEN_LIFETIME: z.coerce.number().int().min(60).max(2_592_000).default(86_400),
  SESSION_LIFETIME: z.coerce.number().int().min(60).max(31_536_000).default(2_592_000),
  KEYSTORE_PASSPHRASE: z.string().min(12, "must have at least 12 characters").optional(),
  REGISTRAR_KEY: z.union([z.literal("none"), privateKey], "must be none, or a private key: 64 hex digits").optional(),
  ADMIN_KEY: privateKey.optional(),
  MAXIMUM_ATTACHMENT_BYTES: z.coerce.number().int().positive().default(10_485_760),
  MAXIMUM_UPLOAD_BYTES: z.coerce.number().int().positive().max(5_368_709_120).default(1_073_741_824),
  UPLOAD_QUOTA_BYTES: z.coerce.number().int().positive().optional(),
  UPLOAD_QUOTA_FILES: z.coerce.number().int().positive().default(DEFAULT_UPLOAD_LIMITS.files),
  UPLOAD_DAILY_BYTES: z.coerce.number().int().positive().optional(),
  UPLOAD_UNAPPROVED_BYTES: z.coerce.number().int().min(0).default(DEFAULT_UPLOAD_LIMITS.unapprovedBytes),
  UPLOAD_UNAPPROVED_TOTAL: z.coerce.number().int().min(0).default(DEFAULT_UPLOAD_LIMITS.unapprovedTotal),
  // At least a day: the daily quota counts the files that still exist.
  UNNAMED_FILE_LIFETIME: z.coerce.number().int().min(86_400).max(31_536_000).default(86_400),
  OBJECTS_URL: z.string().min(1).optional(),
  WECHAT_API_URL: baseUrl.default("https://api.weixin.qq.com"),
  WECHAT_APP_ID: z.string().min(1).optional(),
  WECHAT_APP_SECRET: z.string().min(1).optional(),
  WECHAT_ROLE_TEMPLATE: z.string().min(1).max(100).optional(),
  WECHAT_CUSTODY_TEMPLATE: z.string().min(1).max(100).optional(),
  IPFS_API_URL: url.optional(),
  ERP_DRIVER: z.enum(["rest", "tryton"]).optional(),
  ERP_URL: bareUrl.optional(),
  ERP_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]+$/, "must be printable ASCII")
    .optional(),
  ERP_MAPPING: z.string().min(1).optional(),
  // The header that names the session has the user's name between colons.
  ERP_USER: z
    .string()
    .regex(/^[^:\p{Cc}]+$/u, "must not have colons")
    .optional(),
  ERP_PASSWORD: z.string().optional(),
  SMTP_URL: z.string().optional(),
  SMTP_ALLOW_PLAIN: z.enum(["on", "off"]).default("off"),
  MAIL_FROM: z.string().optional(),
  SMS_URL: z.string().optional(),
  SMS_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]+$/, "must be printable ASCII")
    .optional(),
  SANDBOXES: z.enum(["on", "off"]).optional(),
  SANDBOX: z
    .string()
    .default("")
    .transform((text) => text.split(",").filter(Boolean))
    .pipe(z.array(z.enum(INTEGRATIONS))),
  ...watchingSchemas,
  OPERATOR_NAME: shortText(200).optional(),
  OPERATOR_CONTACT: shortText(200).optional(),
  ICP_NUMBER: shortText(60).optional(),
  POLICE_NUMBER: shortText(60).optional(),
  BLOCKCHAIN_NUMBER: shortText(60).optional(),
  WECHAT_DOMAIN_VERIFICATION: z
    .string()
    .regex(/^[0-9A-Za-z]{1,64}$/, "must be what stands between MP_verify_ and .txt: letters and digits")
    .optional(),
  DEMO: z.enum(["on", "off"]).default("on"),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).optional(),
});

/** The names of all settings in the environment. */
export const SETTING_NAMES: readonly string[] = Object.keys(environmentSchema.shape);

/** All settings as read, before they are combined. */
export type Environment = z.output<typeof environmentSchema>;
