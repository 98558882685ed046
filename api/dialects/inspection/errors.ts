import { explainMissingRole } from "../../../domain/roles/missing-role.ts";
import type { Failure, Respond } from "../../http/failure.ts";
import { respondProblem } from "../../http/problem.ts";
import { wordOfRole } from "./roles.ts";

/** The core's fields in this dialect's words. */
const FIELDS: Readonly<Record<string, string>> = {
  username: "email",
  contentType: "content_type",
  fileUrl: "file_url",
  date: "insp_date",
  "attachments.0.url": "file_url",
};

/** A failure of this dialect: problem details (RFC 9457) that point at the fields of its requests. */
export const respondInspection: Respond = (context, failure) => respondProblem(context, inWords(failure));

function inWords(failure: Failure): Failure {
  if (failure.reason === "no-arrival") return failure;
  // Else only a batch can be missing here, and it is named by the path: no field of a body is at fault.
  if (failure.code === "not-found") return { ...failure, message: "Batch not found", details: [] };
  if (failure.missingRole) {
    const sentence = explainMissingRole(failure.missingRole, (role) => wordOfRole(role) ?? role);
    return { ...failure, message: `${failure.message}. ${sentence}` };
  }
  const details = failure.details.map(({ field, message }) => ({ field: FIELDS[field] ?? field, message }));
  return { ...failure, details };
}
