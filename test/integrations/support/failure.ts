import { inspect } from "node:util";
import { expect } from "vitest";
import { MessageRefused } from "../../../domain/messages/messenger.ts";
import { DomainError } from "../../../domain/shared/errors.ts";

/**
 * What a driver of messages throws, in short: `refused: …` for good, `unavailable: …` for now, or else the error itself;
 * undefined for none. States that the error tells nothing of what must not be told.
 */
export async function failureOf(sending: Promise<void>, secrets: RegExp): Promise<unknown> {
  const error: unknown = await sending.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(inspect(error, { depth: 10 }) + JSON.stringify(error)).not.toMatch(secrets);
  if (error instanceof MessageRefused) return `refused: ${error.reason}`;
  return error instanceof DomainError ? `${error.code}: ${error.reason}` : error;
}
