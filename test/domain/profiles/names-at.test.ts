/** How an account was called as of a line, whose word that was, and what it is called now. */
import { expect, test } from "vitest";
import { namesAt, plainName } from "../../../domain/profiles/names-at.ts";
import type { ProfileLine } from "../../../domain/profiles/profiles-of.ts";
import type { Hex } from "../../../domain/shared/hex.ts";
import { accountOf, addressOf, servicesOf } from "../../support/made.ts";

const [FIRM, WALLET, OFFICER] = ["a7", "f2", "b1"].map(addressOf) as [Hex, Hex, Hex];
const digestOf = (name: string): Hex => `0x${Buffer.from(name).toString("hex").padStart(64, "0")}`;
const NAMES: Readonly<Record<string, object>> = {
  old: { en: "Old Farm", zh: "旧农场" },
  new: { zh: "新农场" },
  office: { en: "Authority" },
  numbered: { en: "Numbered Farm" },
  twin: { en: "Twin Farm" },
};
const GLN = "4012345000009";

function services(
  said: readonly (readonly [account: Hex, author: Hex, name: string])[],
  alike: readonly string[] = [],
  withGln: readonly Hex[] = [],
) {
  const others = withGln.filter((account) => !said.some(([described]) => described === account));
  const lines = [...said, ...others.map((account) => [account, OFFICER, "twin"] as const)].map(
    ([account, author, name], index): ProfileLine => ({
      account,
      author,
      line: 10 * (index + 1),
      digest: digestOf(name),
      roles: account === author ? 0 : 32,
      timestamp: 1_700_000_000,
    }),
  );
  return servicesOf<Parameters<typeof namesAt>[0]>({
    accounts: { byAddresses: async () => new Map([[FIRM, accountOf({ name: "Valley" })]]) },
    names: {
      lookalikes: async (shown: readonly { name: string }[]) => shown.map(({ name }) => alike.includes(name)),
      confirmedWithGln: async () => withGln,
    },
    objects: {
      visibility: async (digest: Hex) => (names(digest) ? "public" : "missing"),
      get: async (digest: Hex) => {
        const account = lines.find((line) => line.digest === digest)?.account;
        const gln = [digestOf("numbered"), digestOf("twin")].includes(digest) ? { gln: GLN } : {};
        const profile = { format: "suyuan-profile/1", salt: "00".repeat(16), account, names: names(digest), ...gln };
        return new TextEncoder().encode(JSON.stringify(profile));
      },
    },
    // More than was asked for does no harm.
    profiles: { latest: async () => lines },
  });
}
const names = (digest: Hex) => NAMES[Buffer.from(digest.slice(2), "hex").toString().replaceAll("\0", "")];

test("before anybody describes it, it goes by its account's name here, or by nothing", async () => {
  const calledAt = await namesAt(services([]), [
    { account: FIRM, line: 5 },
    { account: WALLET, line: 5 },
  ]);
  const plain = { names: null, gln: null, confirmedBy: [], nowCalled: null, hasLookalike: false };
  const uriOf = (address: Hex) => `did:pkh:eip155:31337:${address}`;
  expect(calledAt(FIRM, 5)).toEqual({ address: FIRM, uri: uriOf(FIRM), name: "Valley", ...plain });
  expect(calledAt(WALLET, 5)).toEqual({ address: WALLET, uri: uriOf(WALLET), name: null, ...plain });
});

test("it is known by its confirmed location number from then on, unless that is another's as well; else by its address", async () => {
  const said = [
    [FIRM, FIRM, "numbered"],
    [FIRM, OFFICER, "numbered"],
  ] as const;
  const moments = [5, 10, 20].map((line) => ({ account: FIRM, line }));
  const urisAmong = async (holders: readonly Hex[]) => {
    const calledAt = await namesAt(services(said, [], holders), moments);
    return [...moments.map(({ line }) => calledAt(FIRM, line)), calledAt(FIRM)].map(({ gln, uri }) => gln ?? uri);
  };
  const address = `did:pkh:eip155:31337:${FIRM}`;
  expect(await urisAmong([FIRM])).toEqual([address, address, GLN, GLN]);
  expect(await urisAmong([FIRM, WALLET])).toEqual([address, address, address, address]);
  const { uri } = (await namesAt(services(said, [], [FIRM]), []))(FIRM);
  expect(uri).toBe(address);
  const now = (await namesAt(services(said, [], [FIRM]), [{ account: FIRM, line: 20 }]))(FIRM, 20);
  expect(now.uri).toBe(`https://id.gs1.org/417/${GLN}`);
});

test("then by what it says, by whose word that is, and by its name of today beside it", async () => {
  const told = services([
    [FIRM, FIRM, "old"],
    [FIRM, OFFICER, "old"],
    [OFFICER, OFFICER, "office"],
    [FIRM, OFFICER, "new"],
  ]);
  const calledAt = await namesAt(
    told,
    [5, 10, 20, 40].map((line) => ({ account: FIRM, line })),
  );
  const officer = [{ address: OFFICER, name: "Authority" }];
  const now = { name: "新农场", names: NAMES.new, confirmedBy: officer };
  expect([5, 10, 20, 40].map((line) => calledAt(FIRM, line))).toMatchObject([
    { name: "Valley", names: null, confirmedBy: [], nowCalled: now },
    { name: "Old Farm", names: NAMES.old, confirmedBy: [], nowCalled: now },
    { name: "Old Farm", names: NAMES.old, confirmedBy: officer, nowCalled: now },
    { ...now, nowCalled: null },
  ]);
  expect(calledAt(FIRM)).toMatchObject(now);
});

test("what nobody can read names nobody: it goes by its account's name, as nobody's word", async () => {
  const calledAt = await namesAt(services([[FIRM, OFFICER, "unreadable"]]), [{ account: FIRM, line: 10 }]);
  expect(calledAt(FIRM, 10)).toMatchObject({ name: "Valley", names: null, confirmedBy: [] });
});

test("a name that looks like another's is marked until it is confirmed, and what is confirmed by now no more", async () => {
  const said: [Hex, Hex, string][] = [[FIRM, FIRM, "old"]];
  const marked = await namesAt(services(said, ["旧农场"]), [{ account: FIRM, line: 10 }]);
  expect(marked(FIRM, 10).hasLookalike).toBe(true);
  const confirmed = await namesAt(services([...said, [FIRM, OFFICER, "old"]], ["旧农场"]), [
    { account: FIRM, line: 10 },
  ]);
  expect([confirmed(FIRM, 10).hasLookalike, confirmed(FIRM).hasLookalike]).toEqual([false, false]);
  const renamed = await namesAt(services([...said, [FIRM, OFFICER, "new"]], ["旧农场"]), [{ account: FIRM, line: 10 }]);
  expect(renamed(FIRM, 10).hasLookalike).toBe(true);
});

test("where no language is asked for, English comes first", () => {
  expect([plainName({ en: "Farm", zh: "农场" }), plainName({ zh: "农场" })]).toEqual(["Farm", "农场"]);
});
