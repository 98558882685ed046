import * as z from "zod/mini";
import { idempotencyOf, newSalt, type Written } from "../operations/submit-act.ts";
import { isDone } from "../operations/submit-administration.ts";
import { digestsIn } from "../records/named-digests.ts";
import type { Context, Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import type { Hex } from "../shared/hex.ts";
import { parseInput } from "../shared/input.ts";
import { requireAccount } from "../shared/require-account.ts";
import { type AccountProfile, accountProfile } from "./account-profile.ts";
import { type DescribeServices, describeAccount } from "./describe-account.ts";
import { PROFILE_FORMAT, type ProfileDocument, profileDocumentSchema } from "./profile-document.ts";
import { NOW } from "./profile-lines.ts";
import { NOTHING } from "./profiles-of.ts";
import { readProfile } from "./read-profile.ts";

/** What an account says of itself: a profile's fields but those that are not its to choose. */
export const putProfileInput = z.omit(profileDocumentSchema, { format: true, salt: true, account: true });

type Needs = DescribeServices &
  Pick<Services, "accounts" | "files" | "hashOf" | "names" | "now" | "objects" | "profiles" | "requests" | "seal">;

/**
 * Say who one is. The document is stored before the act is accepted, so that no line ever names one that was lost. Saying
 * again what one says already changes nothing, and gives the profile as it stands: another document would leave a
 * confirmation behind. Throws `validation`.
 */
export async function putProfile(
  services: Needs,
  context: Context,
  input: unknown,
): Promise<Written<AccountProfile> | AccountProfile> {
  const account = requireAccount(context);
  const fields = parseInput(putProfileInput, plain(input));
  const idempotency = await idempotencyOf(services, context, account, { verb: "describe", input });

  const said = idempotency?.earlier ? undefined : await saidBy(services, account.address);
  if (said && services.hashOf(contentOf(said)) === services.hashOf(fields)) {
    return accountProfile(services, account.address);
  }
  const operation = await describeAccount(services, context, account, idempotency, async () => {
    const profile = { format: PROFILE_FORMAT, salt: newSalt(), account: account.address, ...fields } as const;
    return { account: account.address, digest: await storeProfile(services, profile) };
  });
  return { operation, result: isDone(operation) ? await accountProfile(services, account.address) : null };
}

/** What an account says of itself now, as far as it can be read here. */
async function saidBy(services: Pick<Services, "objects" | "profiles">, account: Hex) {
  const lines = await services.profiles.latest([{ account, line: NOW }]);
  const own = lines.find(({ author }) => author === account);
  return own && own.digest !== NOTHING ? readProfile(services, account, own.digest) : undefined;
}

const contentOf = ({ format: _, salt: __, account: ___, ...content }: ProfileDocument) => content;

async function storeProfile(
  services: Pick<Services, "files" | "names" | "now" | "objects" | "seal">,
  profile: ProfileDocument,
): Promise<Hex> {
  const { bytes, digest } = services.seal(profile);
  if (!(await services.files.writing({ digest, size: bytes.length, digests: digestsIn(bytes) }, services.now()))) {
    throw new DomainError("unavailable", "A file that the profile names is being taken away; try again");
  }
  await services.objects.put(bytes, { restricted: false });
  await services.names.keep(digest, profile);
  return digest;
}

/** Texts as profiles have them: trimmed, composed; what is empty or null is left out. */
function plain(input: unknown): unknown {
  if (typeof input === "string") return input.trim().normalize("NFC");
  if (Array.isArray(input)) return input.map(plain);
  if (typeof input !== "object" || input === null) return input;
  return Object.fromEntries(
    Object.entries(input)
      .map(([name, value]) => [name, plain(value)] as const)
      .filter(([, value]) => value !== null && value !== ""),
  );
}
