import { type ProfileDocument, parseProfile } from "../domain/profiles/profile-document.ts";
import { type ProfileInForce, type ProfileLine, profilesOf } from "../domain/profiles/profiles-of.ts";
import type { Hex } from "../domain/shared/hex.ts";
import { askForProfiles, type ShownProfileLine } from "./ask-for-profiles.ts";
import type { Check } from "./check.ts";
import { seqOf } from "./check-lines.ts";
import type { ContractReader } from "./contract-reader.ts";
import { documentDigest } from "./document.ts";
import type { Confirmer, LineName, Naming } from "./names.ts";
import type { Proof } from "./proof.ts";

/**
 * Says under which name each line was written, by what the node tells and by the profiles that the proof shows. A profile
 * that is not shown, or that nobody can read, speaks against nobody: whoever chose it goes by its address.
 */
export async function checkNames(
  proof: Proof,
  reader: ContractReader,
): Promise<{ checks: Check[]; names: LineName[] }> {
  const shown = (proof.profiles?.lines ?? []) as readonly ShownProfileLine[];
  const actors = proof.lines.map(({ args }) => args.actor as Hex);
  const told = await askForProfiles(reader, actors, shown);
  const lines = [...told.values()].flatMap((each) => each.lines);

  const found = new Set(lines.map(keyOf));
  const tellings = new Set([...told.values()].map(({ telling }) => telling));
  // Lines about whoever has no part in this name nobody.
  const isKnown = (account: Hex) => (told.get(account)?.telling ?? "none") !== "none";
  const strange = shown.filter((line) => isKnown(line.account) && !found.has(keyOf(line)));
  // A node may be some lines behind the server, which is nobody's fault: what it does not have yet names nobody yet.
  const last =
    strange.length === 0
      ? 0
      : await reader.state().then(
          ({ lineCount }) => lineCount,
          () => Number.POSITIVE_INFINITY,
        );
  const invented = strange.filter(({ line }) => line <= last);
  const checks = invented.map(
    (line): Check => ({ name: "name", outcome: "failed", subject: line.account, reason: "invented-profile" }),
  );
  if (tellings.has("none")) checks.push({ name: "name", outcome: "withheld", reason: "names-not-told" });
  if (tellings.has("some")) checks.push({ name: "name", outcome: "withheld", reason: "later-names-not-told" });

  const profiles = readProfiles(proof, checks);
  const naming = namingOf((account) => told.get(account)?.lines ?? [], profiles);
  const names = proof.lines.map((line): LineName => {
    const account = line.args.actor as Hex;
    return {
      seq: seqOf(line),
      account,
      at: naming(account, Number(line.args.line)),
      now: naming(account, Number.POSITIVE_INFINITY),
      telling: told.get(account)?.telling ?? "none",
    };
  });
  if (checks.length === 0) checks.push({ name: "name", outcome: "passed" });
  return { checks, names };
}

const keyOf = ({ account, author, line, digest, roles, timestamp }: ProfileLine) =>
  [account, author, line, digest, roles, timestamp].join();

type Profiles = (account: Hex, digest: Hex) => ProfileDocument | undefined;

/** Reads profiles by their digests, each once, and adds to `checks` what is wrong with one. */
function readProfiles(proof: Proof, checks: Check[]): Profiles {
  const read = new Map<string, ProfileDocument | undefined>();
  return (account, digest) => {
    const key = `${account} ${digest}`;
    if (!read.has(key)) {
      const { profile, fault } = readProfile(proof, account, digest);
      read.set(key, profile);
      if (fault) checks.push({ name: "name", subject: account, ...fault });
    }
    return read.get(key);
  };
}

function readProfile(
  { profiles }: Proof,
  account: Hex,
  digest: Hex,
): { profile?: ProfileDocument; fault?: Pick<Check, "outcome" | "reason" | "expected" | "actual"> } {
  const shown = profiles?.documents[digest];
  if (shown?.status !== "public") return { fault: { outcome: "withheld", reason: "profile-not-shown" } };
  const actual = documentDigest(shown.text);
  if (actual !== digest) return { fault: { outcome: "failed", reason: "changed-profile", expected: digest, actual } };
  const profile = parseProfile(shown.text, account);
  return profile ? { profile } : { fault: { outcome: "withheld", reason: "unreadable-profile" } };
}

function namingOf(linesOf: (account: Hex) => readonly ProfileLine[], profiles: Profiles) {
  const nameOf = (account: Hex, asOf: number): Naming | null => {
    const { inForce, otherwise } = profilesOf(linesOf(account), account, asOf);
    return (
      inForce && {
        digest: inForce.digest,
        profile: profiles(account, inForce.digest),
        confirmedBy: confirmersOf(inForce, asOf),
        otherwise: otherwise ? profiles(account, otherwise) : undefined,
      }
    );
  };
  const confirmersOf = ({ confirmedBy }: ProfileInForce, asOf: number) =>
    confirmedBy.map((account): Confirmer => {
      const { inForce } = profilesOf(linesOf(account), account, asOf);
      return {
        account,
        names: inForce ? profiles(account, inForce.digest)?.names : undefined,
        isConfirmed: (inForce?.confirmedBy.length ?? 0) > 0,
      };
    });
  return nameOf;
}
