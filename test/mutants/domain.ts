import type { Mutant } from "../../scripts/test/mutant.ts";

const permissions = ["test/api/permissions.test.ts"];
const reading = ["test/domain/roles/access-policy.test.ts"];
const uploads = ["test/domain/uploads/uploads.test.ts"];
const secrets = ["test/domain/sessions/secrets.test.ts"];
const changes = ["test/api/traces/guards.test.ts"];

const guard = (tests: readonly string[], file: string, replace: string, by: string, guarantee: string): Mutant => ({
  file: `domain/${file}`,
  replace,
  by,
  tests,
  guarantee,
});

/** What the rules themselves allow. */
export const domain: readonly Mutant[] = [
  guard(
    permissions,
    "roles/permissions.ts",
    'evaluate: ["inspector"]',
    'evaluate: ["inspector", "carrier"]',
    "only inspectors evaluate tomatoes",
  ),
  guard(
    permissions,
    "roles/permissions.ts",
    'requestUpload: ["inspector"]',
    'requestUpload: ["inspector", "producer"]',
    "only inspectors are given addresses for their reports",
  ),
  guard(
    permissions,
    "roles/permissions.ts",
    'statistics: ["regulator"]',
    'statistics: "signed-in"',
    "who scanned a batch is not for everybody who is signed in",
  ),
  guard(
    permissions,
    "records/kinds.ts",
    'transport: roleSet("carrier")',
    'transport: roleSet("carrier", "producer")',
    "only carriers write transports",
  ),

  guard(
    reading,
    "roles/access-policy.ts",
    "address === parties?.recorder || address === parties?.custodian",
    "address === parties?.custodian",
    "a carrier reads its own restricted step",
  ),
  guard(
    changes,
    "batches/redaction.ts",
    "one.original ? line.chain.actor : custodian",
    "custodian",
    "a carrier reads its own restricted step through the API",
  ),
  guard(
    reading,
    "batches/redaction.ts",
    "one.original ? line.chain.actor : custodian",
    "line.chain.actor",
    "repeating another's digest does not open its record",
  ),
  guard(
    reading,
    "roles/access-policy.ts",
    "address === parties?.recorder || address === parties?.custodian",
    "address === parties?.recorder",
    "who holds a batch reads what others recorded on it",
  ),
  guard(
    reading,
    "roles/access-policy.ts",
    "[reader.account.address, ...(reader.earlierAddresses ?? [])]",
    "[reader.account.address]",
    "what an account recorded before it bound a wallet stays its own",
  ),
  guard(
    reading,
    "roles/access-policy.ts",
    'roleSet("inspector", "regulator")',
    'roleSet("inspector", "regulator", "carrier")',
    "carriers do not read what is restricted",
  ),

  guard(
    uploads,
    "uploads/complete-upload.ts",
    "  requirePending(services, upload);\n",
    "",
    "an upload that is over is over",
  ),
  guard(
    uploads,
    "uploads/uploads.ts",
    "expiresAt <= services.now()",
    "expiresAt < services.now()",
    "an upload ends at its time",
  ),
  guard(uploads, "uploads/uploads.ts", 'if (state === "refused")', "if (false)", "a refused upload is not completed"),
  guard(
    uploads,
    "uploads/complete-upload.ts",
    '    if (info.visibility === "erased") throw new DomainError("gone", "This file was erased and is not taken again");\n',
    "",
    "an erased file is not taken again",
  ),
  guard(
    uploads,
    "files/store-attachment.ts",
    '(await services.objects.visibility(sha256)) !== "missing"',
    "false",
    "a file that was there before is nobody's orphan",
  ),
  guard(
    uploads,
    "files/store-attachment.ts",
    '(await services.objects.visibility(sha256)) !== "missing"',
    "true",
    "a file that nothing names is taken away",
  ),
  guard(
    uploads,
    "uploads/complete-upload.ts",
    "await uploads.remember(",
    "uploads.remember(",
    "an upload is not completed before its bringer is written down",
  ),
  guard(
    uploads,
    "uploads/complete-upload.ts",
    "await pendingUploads.stored(",
    "pendingUploads.stored(",
    "an upload is not completed before that is written down",
  ),
  guard(
    uploads,
    "uploads/complete-upload.ts",
    "    if (refused) await pendingUploads.refused(upload.id);\n",
    "",
    "an upload with other content is over",
  ),
  guard(uploads, "uploads/request-upload.ts", "size > limit", "size >= limit", "a file may be as large as the limit"),
  guard(
    uploads,
    "uploads/request-upload.ts",
    "size > limit",
    "size > limit + 1",
    "a file may not be larger than the limit",
  ),
  guard(uploads, "uploads/request-upload.ts", "15 * 60_000", "150 * 60_000", "an address is good for fifteen minutes"),
  guard(
    uploads,
    "uploads/announce-upload.ts",
    "size > limit",
    "size >= limit",
    "an upload may be as large as the limit",
  ),

  guard(
    changes,
    "batches/update-batch.ts",
    'batch.status !== "active"',
    "false",
    "a recalled batch is not described anew",
  ),
  guard(
    changes,
    "batches/update-batch.ts",
    'restricted: batch.visibility === "restricted"',
    "restricted: false",
    "a revision of a restricted batch is restricted",
  ),

  guard(
    secrets,
    "sessions/refresh-session.ts",
    'keyedHash("refresh-successor", refreshToken, nonce)',
    'keyedHash("refresh-successor", nonce)',
    "a refresh token's successor is told to nobody who does not have the token",
  ),
  guard(
    secrets,
    "sessions/refresh-session.ts",
    'keyedHash("refresh-successor", refreshToken, nonce)',
    'keyedHash("refresh-successor", refreshToken)',
    "a refresh token alone does not tell its successor",
  ),
  guard(
    secrets,
    "sessions/reset-password.ts",
    "codeOf(keyedHash, seed) === code",
    "true",
    "no six digits but the code's reset a password",
  ),
  guard(
    secrets,
    "sessions/reset-password.ts",
    "!(await resetCodes.take(found.subject, seed))",
    "false",
    "a code resets a password once",
  ),

  guard(
    ["test/api/registration.test.ts"],
    "accounts/grant-due-roles.ts",
    "for (const act of acts) accepted.push(await outbox.accept(null, act));",
    "for (const act of acts) if (id % 2 === 0) accepted.push(await outbox.accept(null, act));",
    "each registration's role is handed to the outbox",
  ),
  guard(
    ["test/domain/roles/internal.test.ts"],
    "roles/internal.ts",
    "if (application.account.id === decider.id) {",
    "if (false) {",
    "nobody decides on an application of one's own",
  ),
];
