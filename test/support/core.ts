/** The core on a real database file and real objects, without a chain: for what a verb decides by itself. */
import { createHash } from "node:crypto";
import { join } from "node:path";
import canonicalize from "canonicalize";
import type { Account } from "../../domain/accounts/account.ts";
import { DEFAULT_UPLOAD_LIMITS } from "../../domain/files/upload-quota.ts";
import type { Context, Services } from "../../domain/services.ts";
import { DomainError } from "../../domain/shared/errors.ts";
import { type Role, roleSet } from "../../domain/shared/roles.ts";
import { aesSealer } from "../../integrations/messages/sealer.ts";
import { diskObjects } from "../../integrations/objects/disk.ts";
import { signedUploadUrls } from "../../integrations/objects/upload-urls.ts";
import { publishedPasswords } from "../../integrations/passwords/common.ts";
import { phonesOf } from "../../integrations/phones/libphonenumber.ts";
import { hmacHash } from "../../integrations/tokens/keyed-hash.ts";
import { accountsRepository } from "../../store/accounts/accounts.ts";
import { administratorsRepository } from "../../store/accounts/administrators.ts";
import { mirrorRepository } from "../../store/batches/mirror.ts";
import type { Database } from "../../store/database.ts";
import { storedFilesRepository } from "../../store/files/stored-files.ts";
import { uploadsRepository } from "../../store/files/uploaders.ts";
import { requestsRepository } from "../../store/operations/requests.ts";
import { resetCodesRepository } from "../../store/sessions/reset-codes.ts";
import { pendingUploadsRepository } from "../../store/uploads/pending-uploads.ts";
import { openTestDatabase } from "./database.ts";
import { temporaryFolder } from "./folder.ts";

/** A running core. */
export interface Core {
  readonly folder: string;
  readonly database: Database;
  readonly services: Services;
  /** A new account, which holds these roles in the mirror. */
  account(...roles: Role[]): Promise<Account>;
  close(): Promise<void>;
}

/** On an account's behalf, without a key, and waiting for the answer. */
export const as = (account: Account | null): Context => ({ account, idempotencyKey: null, respondAsync: false });

/** Start a core of one's own. What it has no part for says so when it is asked for. */
export async function startCore(): Promise<Core> {
  const folder = await temporaryFolder();
  const database = await openTestDatabase(join(folder.path, "suyuan.sqlite"));
  const key = new Uint8Array(32).fill(7);
  const accounts = accountsRepository(database);
  const parts: Partial<Services> = {
    accounts,
    phones: phonesOf("CN"),
    commonPasswords: publishedPasswords(),
    mirror: mirrorRepository(database),
    objects: await diskObjects(join(folder.path, "objects")),
    pendingUploads: pendingUploadsRepository(database),
    uploads: uploadsRepository(database),
    files: storedFilesRepository(database),
    administrators: administratorsRepository(database),
    requests: requestsRepository(database),
    resetCodes: resetCodesRepository(database, aesSealer(key)),
    keyedHash: hmacHash(key),
    uploadUrls: signedUploadUrls({ key, publicUrl: "http://suyuan.test" }),
    hashOf: (value) =>
      `0x${createHash("sha256")
        .update(canonicalize(value) ?? "null")
        .digest("hex")}`,
    now: () => new Date(),
    settings: { publicUrl: "http://suyuan.test", uploadLimits: DEFAULT_UPLOAD_LIMITS } as Services["settings"],
  };
  const services = new Proxy(parts as Services, {
    get(target, name) {
      if (!(name in target)) throw new Error(`this core has no ${String(name)}`);
      return target[name as keyof Services];
    },
  });
  let count = 0;
  return {
    folder: folder.path,
    database,
    services,
    async account(...roles) {
      const username = `account-${++count}`;
      const address = `0x${String(count).padStart(40, "0")}` as const;
      const profile = { username, email: `${username}@example.com`, phone: null, name: username, role: null };
      const created = await accounts.create(
        { ...profile, passwordHash: "none", grantDue: false },
        {
          keyId: String(count),
          address,
          register: () => undefined,
        },
      );
      const held = roleSet(...roles);
      database.raw.prepare("insert into account_roles values (?, ?, ?, 0)").run(address, held, held);
      const account = await accounts.byId(created.id);
      if (!account) throw new DomainError("internal", "the account is not there");
      return account;
    },
    async close() {
      await database.close();
      await folder.close();
    },
  };
}
