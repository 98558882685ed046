import type { DeploymentRecord } from "../../chain/deployment.ts";
import type { Settings } from "../../config/settings.ts";
import { DEMO_ACCOUNTS, DEMO_CODES, DEMO_PASSWORD } from "../../demo/journeys.ts";
import { FAILED_CODE, RECALLED_CODE, SAUCE_ACCOUNTS, WASHED } from "../../demo/sauce.ts";

/** The short block that `npm start` prints when everything is ready, with the addresses of sandboxes by name. */
export function summary(
  settings: Settings,
  deployment: DeploymentRecord,
  rpcUrl: string,
  sandboxes: ReadonlyMap<string, string>,
): string {
  const { publicUrl } = settings;
  const chain = settings.chainRpcUrl === null ? `local chain at ${rpcUrl}` : "your chain";
  const demo = settings.demo
    ? [
        ...DEMO_CODES.map((code) => `  shopper's page   ${publicUrl}/t/${encodeURIComponent(code)}`),
        `  cold chain       ${publicUrl}/t/${encodeURIComponent(WASHED)}`,
        `  recalled jar     ${publicUrl}/t/${encodeURIComponent(RECALLED_CODE)}`,
        `  failed harvest   ${publicUrl}/t/${encodeURIComponent(FAILED_CODE)}`,
        ...accountLines(),
        `                   (password ${DEMO_PASSWORD})`,
      ]
    : [`  shopper's page   ${publicUrl}/t`];
  return [
    "",
    "Suyuan 溯源 is ready.",
    `  start page       ${publicUrl}/`,
    `  console          ${publicUrl}/console`,
    `  auditor's desk   ${publicUrl}/audit`,
    `  integrity        ${publicUrl}/integrity`,
    ...demo,
    `  API reference    ${publicUrl}/docs`,
    `  contract         ${deployment.address} on chain ${deployment.chainId} (${chain})`,
    `  data             ${settings.dataFolder}`,
    ...sandboxLines(sandboxes, publicUrl),
    "",
    "Verify a batch yourself: npm run verify -- <code>      Stop: Ctrl-C",
    "",
  ].join("\n");
}

/** A sandbox must not be mistaken for the real system; mail and text messages are read in the API's mailbox. */
function sandboxLines(sandboxes: ReadonlyMap<string, string>, publicUrl: string): string[] {
  if (sandboxes.size === 0) return [];
  const places = [...sandboxes].map(([name, address]) => `${name} ${address}`);
  const taken = sandboxes.has("mail") || sandboxes.has("SMS");
  return [
    `  sandboxes        ${places.join(", ")}`,
    "                   (not real services: docs/sandboxes.md)",
    ...(taken ? [`  mailbox          ${publicUrl}/dev/mailbox`] : []),
  ];
}

/** The demonstration's accounts, a line a role. */
function accountLines(): string[] {
  const byRole = Map.groupBy([...DEMO_ACCOUNTS, ...SAUCE_ACCOUNTS], ({ role }) => role);
  return [...byRole].map(
    ([role, accounts]) => `  ${role.padEnd(17)}${accounts.map(({ username }) => username).join(", ")}`,
  );
}
