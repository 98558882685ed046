/** A command cannot continue; the message is one clear sentence for the user. */
export class CommandError extends Error {
  override readonly name = "CommandError";
}

/** Run a command's main function: an error is reported in a sentence, without any secret, and exits with 1. */
export async function runCommand(main: () => Promise<void>, secrets: () => readonly (string | undefined)[]) {
  try {
    await main();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    console.error(withoutSecrets(message, secrets()));
    process.exitCode = 1;
  }
}

/** Mask every secret in a text: libraries put endpoints, and with them API keys, into their messages. */
export function withoutSecrets(text: string, secrets: readonly (string | undefined)[]): string {
  return secrets
    .filter((secret) => secret !== undefined && secret.length >= 8)
    .flatMap((secret) => [secret as string, (secret as string).replace(/^0x/, "")])
    .reduce((clean, secret) => clean.replaceAll(secret, "…"), text);
}
