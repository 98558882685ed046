import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ProfileLine, profilesOf } from "../../../domain/profiles/profiles-of.ts";
import type { Hex } from "../../../domain/shared/hex.ts";
import { addressOf } from "../../support/made.ts";

const [FIRM, OTHER, REGISTRAR, SECOND, REGULATOR] = ["f1", "f2", "a1", "a2", "b1"].map(addressOf) as [
  Hex,
  Hex,
  Hex,
  Hex,
  Hex,
];
const digestOf = (name: string): Hex => `0x${Buffer.from(name).toString("hex").padStart(64, "0")}`;
const [OWN, NEW, OFFICIAL, NOTHING] = ["own", "new", "official", ""].map(digestOf) as [Hex, Hex, Hex, Hex];

const ROLES: Readonly<Record<Hex, number>> = { [REGISTRAR]: 64, [SECOND]: 64, [REGULATOR]: 32 };

/** Lines of the firm's, in this order. */
const told = (...said: readonly (readonly [Hex, Hex])[]): ProfileLine[] =>
  said.map(([author, digest], index) => ({
    account: FIRM,
    author,
    line: 10 * (index + 1),
    digest,
    roles: ROLES[author] ?? 0,
    timestamp: 1_700_000_000 + index,
  }));

const nobody = { inForce: null, otherwise: null };
const own = (digest: Hex) => ({ inForce: { digest, confirmedBy: [] }, otherwise: null });

describe("an account", () => {
  test("that nobody described goes by nothing", () => {
    expect(profilesOf([], FIRM)).toEqual(nobody);
    expect(profilesOf(told([FIRM, OWN]), OTHER)).toEqual(nobody);
  });

  test("goes by what it says of itself, as its own word, until it says another thing or takes it back", () => {
    const lines = told([FIRM, OWN], [FIRM, NEW], [FIRM, NOTHING]);
    expect([9, 10, 19, 20, 29, 30].map((line) => profilesOf(lines, FIRM, line))).toEqual([
      nobody,
      own(OWN),
      own(OWN),
      own(NEW),
      own(NEW),
      nobody,
    ]);
    expect(profilesOf(lines, FIRM)).toEqual(nobody);
  });

  test("is confirmed by every officer that says the same", () => {
    expect(profilesOf(told([FIRM, OWN], [REGISTRAR, OWN], [REGULATOR, OWN]), FIRM)).toEqual({
      inForce: { digest: OWN, confirmedBy: [REGULATOR, REGISTRAR] },
      otherwise: null,
    });
  });

  test("is confirmed also where it says nothing itself, or no more", () => {
    const confirmed = { inForce: { digest: OFFICIAL, confirmedBy: [REGISTRAR] }, otherwise: null };
    expect(profilesOf(told([REGISTRAR, OFFICIAL]), FIRM)).toEqual(confirmed);
    expect(profilesOf(told([REGISTRAR, OFFICIAL], [FIRM, NOTHING]), FIRM)).toEqual(confirmed);
  });

  test("does not shed a confirmed name by giving itself another, before or afterwards", () => {
    const confirmed = { inForce: { digest: OFFICIAL, confirmedBy: [REGISTRAR] }, otherwise: OWN };
    expect(profilesOf(told([FIRM, OWN], [REGISTRAR, OFFICIAL]), FIRM)).toEqual(confirmed);
    expect(profilesOf(told([REGISTRAR, OFFICIAL], [FIRM, OWN]), FIRM)).toEqual(confirmed);
  });
});

describe("officers", () => {
  test("take back their own word and nobody else's", () => {
    const lines = told([REGISTRAR, OFFICIAL], [REGULATOR, NOTHING], [FIRM, OWN], [REGISTRAR, NOTHING]);
    expect(profilesOf(lines, FIRM, 39).inForce).toEqual({ digest: OFFICIAL, confirmedBy: [REGISTRAR] });
    expect(profilesOf(lines, FIRM)).toEqual(own(OWN));
  });

  test("put right what another officer said, even where the account says so too", () => {
    const lines = told([FIRM, OWN], [REGISTRAR, OWN], [SECOND, OFFICIAL], [SECOND, NOTHING]);
    expect(profilesOf(lines, FIRM, 39)).toEqual({
      inForce: { digest: OFFICIAL, confirmedBy: [SECOND] },
      otherwise: OWN,
    });
    expect(profilesOf(lines, FIRM).inForce).toEqual({ digest: OWN, confirmedBy: [REGISTRAR] });
  });

  test("have no word by other roles", () => {
    const [line] = told([OTHER, OFFICIAL]);
    expect(profilesOf([{ ...(line as ProfileLine), roles: 8 }], FIRM)).toEqual(nobody);
  });
});

test("the order in which lines are given changes nothing, nor does leaving out what an author replaced", () => {
  const anyone = fc.tuple(fc.constantFrom(FIRM, REGISTRAR, SECOND, REGULATOR), fc.constantFrom(OWN, OFFICIAL, NOTHING));
  const history = fc.array(anyone, { maxLength: 12 });
  fc.assert(
    fc.property(history, fc.integer({ min: 0, max: 130 }), (said, asOf) => {
      const lines = told(...said);
      const expected = profilesOf(lines, FIRM, asOf);
      expect(profilesOf(lines.toReversed(), FIRM, asOf)).toEqual(expected);
      const upTo = lines.filter(({ line }) => line <= asOf);
      const latest = upTo.filter(
        ({ author, line }) => !upTo.some((other) => other.author === author && other.line > line),
      );
      expect(profilesOf(latest, FIRM)).toEqual(expected);
    }),
  );
});
