/** This dialect's requests in the domain's words. */
import { z } from "@hono/zod-openapi";
import { invalid } from "../../../domain/shared/errors.ts";
import { parseInput } from "../../../domain/shared/input.ts";
import { ROLE_WORDS, roleOfWord } from "./roles.ts";

/** A body's fields. Throws a `validation` error for anything but an object. */
export function fieldsOf(body: unknown): Readonly<Record<string, unknown>> {
  if (typeof body === "object" && body !== null && !Array.isArray(body)) return body as Record<string, unknown>;
  throw invalid("body", "The body must be an object");
}

/** A registration. Throws a `validation` error for a role that is none. */
export function registrationOf(body: unknown): unknown {
  const { email, password, role, name } = fieldsOf(body);
  if (role === undefined || role === null || role === "") return { email, password, name };
  const known = typeof role === "string" ? roleOfWord(role) : undefined;
  if (known === undefined) throw invalid("role", `Role must be one of ${ROLE_WORDS.join(", ")}`);
  return { email, password, name, role: known };
}

const credentialsInput = z.object({
  email: z
    .string({ error: (issue) => (issue.input === undefined ? "Email is required" : "Email must be a text") })
    .trim()
    .min(1, "Email is required")
    .max(254, "Email is too long"),
  password: z
    .string({ error: (issue) => (issue.input === undefined ? "Password is required" : "Password must be a text") })
    .min(1, "Password is required")
    .max(1024, "Password is too long"),
});

/** A log-in. */
export function credentialsOf(body: unknown): { readonly username: string; readonly password: string } {
  const { email, password } = parseInput(credentialsInput, fieldsOf(body));
  return { username: email, password };
}

/** A request for an upload. */
export function uploadOf(body: unknown): unknown {
  const { filename, content_type: contentType, size, sha256, restricted } = fieldsOf(body);
  return { filename, contentType, size, sha256, restricted };
}

/** An inspection. */
export function inspectionOf(body: unknown): unknown {
  const { result, file_url: fileUrl, insp_date: date } = fieldsOf(body);
  return { result, fileUrl, date };
}
