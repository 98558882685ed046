/** Settings: read from the environment once, checked as a whole, passed on as values. */
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { UploadLimits } from "../domain/files/upload-quota.ts";
import type { IntegrationName } from "../domain/monitoring/integrations.ts";
import { parseErp } from "../integrations/erp/location.ts";
import { readErpMapping } from "../integrations/erp/mapping.ts";
import type { ErpSettings } from "../integrations/erp/open.ts";
import { parseSmsLocation, type SmsLocation } from "../integrations/messages/sms-location.ts";
import {
  parseSender,
  parseSmtpLocation,
  type Sender,
  type SmtpLocation,
} from "../integrations/messages/smtp-location.ts";
import { parseS3Location, type S3Location } from "../integrations/objects/s3-location.ts";
import type { PhoneCountry } from "../integrations/phones/libphonenumber.ts";
import { type AlertSettings, alertSettings, unsafeAlerts } from "./alert-settings.ts";
import { type Environment, environmentSchema } from "./environment.ts";
import { SettingsFileError, settingsInFiles } from "./files.ts";
import { knownToAll } from "./known-credentials.ts";
import { reachableHost } from "./public-address.ts";

/** A setting is missing or wrong; the message names each, and never shows a secret. */
export class SettingsError extends Error {
  override readonly name = "SettingsError";
}

/** A former setting: anybody who registered such a name first would have become one. */
const NO_ADMINISTRATORS =
  "ADMINISTRATORS is no setting any more, since a name alone makes nobody an administrator: remove it, and run " +
  "`npm run administrator -- add NAME` for an account that exists";

/** The project's own folder. */
export const PROJECT_FOLDER = fileURLToPath(new URL("..", import.meta.url));

/** Who runs this installation, and under which numbers it is filed in China. */
export interface Host {
  readonly name: string | null;
  readonly contact: string | null;
  readonly icpNumber: string | null;
  readonly policeNumber: string | null;
  readonly blockchainNumber: string | null;
}

/** All settings. */
export interface Settings {
  readonly production: boolean;
  readonly host: string;
  readonly port: number;
  /** Where the product is reached from outside. */
  readonly publicUrl: string;
  /** The time zone of the place that the host is at. */
  readonly timeZone: string;
  /** The country of phone numbers that name none (ISO 3166-1 alpha-2). */
  readonly phoneCountry: PhoneCountry;
  /** How many proxies are in front of the API, each adding to `X-Forwarded-For`. */
  readonly trustedProxies: number;
  /** Pages of other origins that may read answers. */
  readonly crossOrigins: "loopback" | readonly string[];
  /** Everything is written below this folder. */
  readonly dataFolder: string;
  /** The chain's node; null for the local chain that `npm start` runs itself. */
  readonly chainRpcUrl: string | null;
  /** The port of the local chain. */
  readonly chainPort: number;
  readonly publicRpcUrl: string | null;
  readonly explorerUrl: string | null;
  /** Blocks before the head that count as final; null to go by what the chain calls finalized. */
  readonly confirmations: number | null;
  /** Milliseconds between polls of the chain. */
  readonly pollInterval: number;
  /** Milliseconds for which a write waits for the chain before it answers 202. */
  readonly writeTimeout: number;
  /** How often a holder who says nothing of a recall is reminded, once a day. */
  readonly recallReminders: number;
  readonly registration: "open" | "approval";
  /** Whether accounts may be registered and used by UIDs, which are secrets that never expire. */
  readonly uidAccess: boolean;
  /** What evaluates tomatoes: the built-in evaluator, a service at `evaluatorUrl`, or nothing. */
  readonly evaluator: "built-in" | "http" | "off";
  /** Where the evaluation service is asked; null for none. */
  readonly evaluatorUrl: string | null;
  /** Its timeout in milliseconds. */
  readonly evaluatorTimeout: number;
  /** Which generation of keys signs access tokens. */
  readonly tokenKeyGeneration: number;
  /** Lifetime of an access token in seconds. */
  readonly tokenLifetime: number;
  /** Seconds after its last use for which a session can be refreshed. */
  readonly sessionLifetime: number;
  readonly keystorePassphrase: string | undefined;
  /** The registrar's private key: `keystore` for the one that is derived there, null for none. */
  readonly registrarKey: string | null;
  /** The default admin's private key, in development alone: `keystore` for the one of a local chain; null for none. */
  readonly adminKey: string | null;
  readonly maximumAttachmentBytes: number;
  /** The largest file that may be uploaded to presigned addresses. */
  readonly maximumUploadBytes: number;
  /** How much may be stored. */
  readonly uploadLimits: UploadLimits;
  /** The location of objects; null for the data folder. */
  readonly objects: S3Location | null;
  /** The WeChat template that tells what became of an application for a role; null for none. */
  readonly wechatRoleTemplate: string | null;
  readonly wechatCustodyTemplate: string | null;
  /** The mini program; null without one. */
  readonly wechat: { readonly apiUrl: string; readonly appId: string; readonly appSecret: string } | null;
  /** The RPC of the IPFS node that keeps copies of public objects; null for none. */
  readonly ipfsApiUrl: string | null;
  /** The ERP that orders come from; null without one. */
  readonly erp: ErpSettings | null;
  /** Where mail is handed in, and who it is from; null without a mail server. */
  readonly mail: { readonly location: SmtpLocation; readonly from: Sender } | null;
  /** Where text messages are handed in; null for nowhere. */
  readonly sms: SmsLocation | null;
  /** Whether `npm start` starts sandboxes for systems outside that are not set up. */
  readonly startSandboxes: boolean;
  /** The systems outside that are sandboxes. */
  readonly sandboxes: readonly IntegrationName[];
  /** The token for reading figures; null to serve only this machine. */
  readonly metricsToken: string | null;
  /** What pages tell of whoever runs this installation; null for what is not set. */
  readonly operator: Host;
  /** What WeChat asks for before it trusts the domain; null for nothing. */
  readonly wechatDomainVerification: string | null;
  readonly alerts: AlertSettings;
  readonly demo: boolean;
  readonly logLevel: string;
}

/**
 * Read the settings: of the process with what its files set besides, which whatever it starts is given too. Throws a
 * SettingsError that names everything that is wrong. With `awaitsSandboxes`, addresses that
 * sandboxes will provide may be missing.
 */
export function readSettings(environment: NodeJS.ProcessEnv = process.env, awaitsSandboxes = false): Settings {
  if (environment === process.env) loadSettingFiles();
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  if (given.ADMINISTRATORS !== undefined) throw new SettingsError(NO_ADMINISTRATORS);
  const result = environmentSchema.safeParse(given);
  if (!result.success) {
    const faults = result.error.issues.map((issue) => `${issue.path.join(".")} ${lowerFirst(issue.message)}`);
    throw new SettingsError(`A setting is wrong: ${faults.join("; ")}`);
  }
  const values = result.data;
  const production = values.NODE_ENV === "production";
  const settings: Settings = {
    production,
    host: values.HOST,
    port: values.PORT,
    publicUrl: values.PUBLIC_URL ?? `http://${reachableHost(values.HOST)}:${values.PORT}`,
    timeZone: values.TIME_ZONE,
    phoneCountry: values.PHONE_COUNTRY,
    trustedProxies: values.TRUSTED_PROXIES,
    crossOrigins: crossOriginsOf(values.CORS_ORIGINS ?? [production ? "none" : "loopback"]),
    dataFolder: resolve(PROJECT_FOLDER, values.DATA_DIR),
    chainRpcUrl: values.CHAIN_RPC_URL ?? null,
    chainPort: values.CHAIN_PORT,
    publicRpcUrl: values.CHAIN_PUBLIC_RPC_URL ?? null,
    explorerUrl: values.CHAIN_EXPLORER_URL ?? null,
    confirmations: values.CHAIN_CONFIRMATIONS ?? null,
    pollInterval: values.CHAIN_POLL_INTERVAL ?? (values.CHAIN_RPC_URL ? 1_000 : 50),
    writeTimeout: values.WRITE_TIMEOUT,
    recallReminders: values.RECALL_REMINDERS,
    registration: values.REGISTRATION ?? (production ? "approval" : "open"),
    uidAccess: values.UID_ACCESS ? values.UID_ACCESS === "on" : !production,
    evaluator: values.EVALUATOR ?? (values.EVALUATOR_URL ? "http" : "built-in"),
    evaluatorUrl: values.EVALUATOR_URL ?? null,
    evaluatorTimeout: values.EVALUATOR_TIMEOUT,
    tokenKeyGeneration: values.TOKEN_KEY_GENERATION,
    tokenLifetime: values.TOKEN_LIFETIME,
    sessionLifetime: values.SESSION_LIFETIME,
    keystorePassphrase: values.KEYSTORE_PASSPHRASE,
    registrarKey: values.REGISTRAR_KEY === "none" ? null : (values.REGISTRAR_KEY ?? "keystore"),
    adminKey: production ? null : (values.ADMIN_KEY ?? "keystore"),
    maximumAttachmentBytes: values.MAXIMUM_ATTACHMENT_BYTES,
    maximumUploadBytes: values.MAXIMUM_UPLOAD_BYTES,
    uploadLimits: uploadLimitsOf(values),
    objects: objectsOf(values),
    wechat: wechatOf(values),
    wechatRoleTemplate: values.WECHAT_ROLE_TEMPLATE ?? null,
    wechatCustodyTemplate: values.WECHAT_CUSTODY_TEMPLATE ?? null,
    ipfsApiUrl: values.IPFS_API_URL ?? null,
    erp: erpOf(values),
    mail: mailOf(values),
    sms: smsOf(values),
    startSandboxes: values.SANDBOXES ? values.SANDBOXES === "on" : !production,
    sandboxes: values.SANDBOX,
    metricsToken: values.METRICS_TOKEN ?? null,
    operator: {
      name: values.OPERATOR_NAME ?? null,
      contact: values.OPERATOR_CONTACT ?? null,
      icpNumber: values.ICP_NUMBER ?? null,
      policeNumber: values.POLICE_NUMBER ?? null,
      blockchainNumber: values.BLOCKCHAIN_NUMBER ?? null,
    },
    wechatDomainVerification: values.WECHAT_DOMAIN_VERIFICATION ?? null,
    alerts: alertSettings(values),
    demo: values.DEMO === "on" && !production,
    // A developer's terminal shows what is wrong; a server's log shows what happened.
    logLevel: values.LOG_LEVEL ?? (production ? "info" : "warn"),
  };
  if (settings.sessionLifetime < settings.tokenLifetime) {
    throw new SettingsError("A setting is wrong: SESSION_LIFETIME must not be shorter than TOKEN_LIFETIME");
  }
  const awaitsEvaluator = awaitsSandboxes && settings.startSandboxes && !production;
  if (settings.evaluator === "http" && settings.evaluatorUrl === null && !awaitsEvaluator) {
    throw new SettingsError("A setting is wrong: EVALUATOR=http needs EVALUATOR_URL");
  }
  if (production) refuseUnsafe(settings, values);
  return settings;
}

/** Set what the project's files set and no variable does, also for what this process starts. Throws a SettingsError. */
export function loadSettingFiles(variables: NodeJS.ProcessEnv = process.env): void {
  try {
    Object.assign(variables, settingsInFiles(PROJECT_FOLDER, variables));
  } catch (error) {
    throw error instanceof SettingsFileError ? new SettingsError(error.message) : error;
  }
}

function crossOriginsOf(texts: readonly string[]): Settings["crossOrigins"] {
  const [word] = texts;
  if (word === "loopback") return word;
  return word === "none" ? [] : texts;
}

/** By default two of the largest files, and twice as much a day. */
function uploadLimitsOf(values: Environment): UploadLimits {
  const bytes = values.UPLOAD_QUOTA_BYTES ?? 2 * values.MAXIMUM_UPLOAD_BYTES;
  return {
    bytes,
    files: values.UPLOAD_QUOTA_FILES,
    dailyBytes: values.UPLOAD_DAILY_BYTES ?? 2 * bytes,
    unapprovedBytes: values.UPLOAD_UNAPPROVED_BYTES,
    unapprovedTotal: values.UPLOAD_UNAPPROVED_TOTAL,
    lifetime: values.UNNAMED_FILE_LIFETIME * 1000,
  };
}

function objectsOf({ OBJECTS_URL: text }: Environment): Settings["objects"] {
  return text === undefined ? null : parsed("OBJECTS_URL", () => parseS3Location(text));
}

function erpOf(values: Environment): Settings["erp"] {
  const { ERP_DRIVER: driver, ERP_URL: url, ERP_TOKEN: token, ERP_USER: user, ERP_PASSWORD: password } = values;
  const file = values.ERP_MAPPING;
  const mapping =
    file === undefined ? undefined : parsed("ERP_MAPPING", () => readErpMapping(resolve(PROJECT_FOLDER, file)));
  try {
    return parseErp({ driver, url, token, mapping, user, password });
  } catch (error) {
    throw new SettingsError(`A setting is wrong: ${(error as Error).message}`);
  }
}

function mailOf(values: Environment): Settings["mail"] {
  const { SMTP_URL: server, MAIL_FROM: from, SMTP_ALLOW_PLAIN: plain } = values;
  if (server === undefined && from === undefined) return null;
  if (server === undefined || from === undefined) {
    throw new SettingsError("A setting is wrong: SMTP_URL and MAIL_FROM go together");
  }
  return {
    location: parsed("SMTP_URL", () => parseSmtpLocation(server, plain === "on")),
    from: parsed("MAIL_FROM", () => parseSender(from)),
  };
}

function smsOf({ SMS_URL: text, SMS_TOKEN: token }: Environment): Settings["sms"] {
  if (text !== undefined) return parsed("SMS_URL", () => parseSmsLocation(text, token));
  if (token === undefined) return null;
  throw new SettingsError("A setting is wrong: SMS_TOKEN is of no use without SMS_URL");
}

/** Parses a setting; its error never shows the value. */
function parsed<Value>(name: string, parse: () => Value): Value {
  try {
    return parse();
  } catch (error) {
    throw new SettingsError(`A setting is wrong: ${name} ${(error as Error).message}`);
  }
}

function wechatOf(values: Environment): Settings["wechat"] {
  const { WECHAT_API_URL: apiUrl, WECHAT_APP_ID: appId, WECHAT_APP_SECRET: appSecret } = values;
  if (appId && appSecret) return { apiUrl, appId, appSecret };
  if (!appId && !appSecret) return null;
  throw new SettingsError("A setting is wrong: WECHAT_APP_ID and WECHAT_APP_SECRET go together");
}

/** Production does not start with development-only settings. */
function refuseUnsafe(settings: Settings, values: Environment): void {
  const faults = [
    !values.KEYSTORE_PASSPHRASE && "KEYSTORE_PASSPHRASE is missing",
    !values.CHAIN_RPC_URL && "CHAIN_RPC_URL is missing: the local chain is for development",
    !values.PUBLIC_URL && "PUBLIC_URL is missing",
    values.ADMIN_KEY && "ADMIN_KEY is for development: the default admin's key belongs to no server",
    settings.registration === "open" && "REGISTRATION=open would grant roles to anybody",
    settings.wechat?.apiUrl.startsWith("http:") && "WECHAT_API_URL must be https: the app's secret goes there",
    settings.startSandboxes && "SANDBOXES=on is for development",
    settings.erp?.driver === "tryton" && isPlain(settings.erp.url) && "ERP_URL must be https: the password goes there",
    ...knownToAll(values),
    settings.sandboxes.length > 0 && `SANDBOX=${settings.sandboxes.join(",")} is for development`,
    ...unsafeAlerts(settings.alerts, settings.mail !== null),
    process.env.FAILPOINT && "FAILPOINT is for tests",
  ].filter((fault) => typeof fault === "string");
  if (faults.length > 0) throw new SettingsError(`Production cannot start: ${faults.join("; ")}`);
}

/** Whether traffic to it could be read in transit. */
function isPlain(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === "http:" && !["127.0.0.1", "[::1]", "localhost"].includes(hostname);
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
