import { RECORD_FORMAT, type RecordDocument, type StepDescription } from "../records/record-document.ts";
import { toldNow } from "../shared/days.ts";
import { userIdOf } from "../shared/identifiers.ts";
import { newSalt } from "./submit-act.ts";

/** What a step says beside who did it. */
export type StepWords = Partial<Omit<StepDescription, "operator" | "type">>;

/**
 * The document of an act that is a step of its own kind, done now by an account here.
 *
 * @param kind The kind of its line (domain/records/kinds.ts).
 */
export function stepDocument(
  services: Parameters<typeof toldNow>[0],
  account: { readonly id: number; readonly name: string },
  code: string,
  kind: string,
  words: StepWords = {},
): RecordDocument {
  return {
    format: RECORD_FORMAT,
    salt: newSalt(),
    code,
    eventTime: toldNow(services),
    record: "step",
    kind,
    step: {
      type: kind,
      title: "",
      description: "",
      location: "",
      details: {},
      attachments: [],
      ...words,
      operator: { id: userIdOf(account.id), name: account.name },
    },
  };
}
