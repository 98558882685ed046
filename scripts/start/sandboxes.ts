/** Sandboxes for external systems that are not set up: separate programs, which the API treats like the real ones. */
import type { Settings } from "../../config/settings.ts";
import type { IntegrationName } from "../../domain/monitoring/integrations.ts";
import { SANDBOX_CREDENTIALS } from "../../integrations/sandbox/credentials.ts";
import { EVALUATION_PATH } from "../../integrations/sandbox/evaluator/server.ts";
import { type Child, type ModuleChild, startModule } from "./child.ts";
import { StartError } from "./start-error.ts";

/** A sandbox that can be started. */
interface Sandbox {
  readonly integration: IntegrationName;
  /** The display name of the system it stands in for. */
  readonly title: string;
  /** Its port, if free: stable addresses are easier to work with. */
  readonly port: number;
  readonly protocol: "http" | "smtp" | "smpp";
  /** The settings by which the API finds it. */
  settings(address: string): Readonly<Record<string, string>>;
}

const { wechat, erp, mail, sms } = SANDBOX_CREDENTIALS;

const SANDBOXES: readonly Sandbox[] = [
  {
    integration: "wechat",
    title: "WeChat",
    port: 18_091,
    protocol: "http",
    settings: (address) => ({
      WECHAT_API_URL: `http://${address}`,
      WECHAT_APP_ID: wechat.appId,
      WECHAT_APP_SECRET: wechat.appSecret,
    }),
  },
  {
    integration: "erp",
    title: "ERP",
    port: 18_092,
    protocol: "http",
    settings: (address) => ({ ERP_URL: `http://${address}`, ERP_TOKEN: erp.token }),
  },
  {
    integration: "mail",
    title: "mail",
    port: 18_093,
    protocol: "smtp",
    settings: (address) => ({
      SMTP_URL: `smtp://${mail.user}:${mail.password}@${address}`,
      MAIL_FROM: "Suyuan 溯源 <noreply@sandbox.example>",
    }),
  },
  {
    integration: "sms",
    title: "SMS",
    port: 18_094,
    protocol: "smpp",
    settings: (address) => ({ SMS_URL: `smpp://${sms.systemId}:${sms.password}@${address}?source=Suyuan` }),
  },
  {
    integration: "evaluator",
    title: "evaluator",
    port: 18_095,
    protocol: "http",
    settings: (address) => ({ EVALUATOR_URL: `http://${address}${EVALUATION_PATH}` }),
  },
];

/** The integrations that need a sandbox: those that are not set up, if sandboxes are enabled. */
export function sandboxesFor(
  settings: Settings,
  environment: NodeJS.ProcessEnv = process.env,
): readonly IntegrationName[] {
  if (!settings.startSandboxes) return [];
  const isMissing: Partial<Record<IntegrationName, boolean>> = {
    // An address without credentials is a mistake, to be reported rather than hidden.
    wechat: settings.wechat === null && !environment.WECHAT_API_URL,
    erp: settings.erp === null,
    mail: settings.mail === null,
    sms: settings.sms === null,
    evaluator: settings.evaluator === "http" && settings.evaluatorUrl === null,
  };
  return SANDBOXES.map(({ integration }) => integration).filter((integration) => isMissing[integration]);
}

/** The addresses of sandboxes, and the settings for the API. */
export interface StartedSandboxes {
  /** By display name, in a fixed order. */
  readonly addresses: ReadonlyMap<string, string>;
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * Start sandboxes in parallel, and keep each running on its first port. Throws a StartError if one does not start.
 *
 * @param keep Runs a child until everything is stopped.
 */
export async function startSandboxes(
  integrations: readonly IntegrationName[],
  settings: Settings,
  keep: (name: string, start: () => Child | Promise<Child>) => void,
): Promise<StartedSandboxes> {
  const wanted = SANDBOXES.filter(({ integration }) => integrations.includes(integration));
  const places = await Promise.all(
    wanted.map(async (sandbox) => ({ sandbox, address: await startOne(sandbox, settings.dataFolder, keep) })),
  );
  const names = [...new Set([...settings.sandboxes, ...integrations])];
  return {
    addresses: new Map(places.map(({ sandbox, address }) => [sandbox.title, `${sandbox.protocol}://${address}`])),
    environment: Object.assign(
      names.length > 0 ? { SANDBOX: names.join(",") } : {},
      ...places.map(({ sandbox, address }) => sandbox.settings(address)),
    ),
  };
}

async function startOne(
  { integration, title, port }: Sandbox,
  dataFolder: string,
  keep: (name: string, start: () => Child | Promise<Child>) => void,
): Promise<string> {
  const name = `${title} sandbox`;
  const start = (onPort: number, orAny: boolean) =>
    startModule(name, new URL(`../../integrations/sandbox/${integration}/main.ts`, import.meta.url), {
      SANDBOX_PORT: String(onPort),
      SANDBOX_OTHER_PORT: orAny ? "on" : "off",
      SANDBOX_DATA: dataFolder,
    });
  let first: ModuleChild | undefined = start(port, true);
  const firstMessage = first.firstMessage;
  const { lastWords } = first;
  let got = port;
  keep(name, () => {
    // After a restart it has to be where the API expects it.
    const child = first ?? start(got, false);
    first = undefined;
    return child;
  });
  const message = (await firstMessage) as { port: number } | undefined;
  if (message === undefined) throw new StartError(`The ${name} did not start: ${lastWords()}`);
  got = message.port;
  return `127.0.0.1:${got}`;
}
