/** Accounts, batches and lines for tests of rules: made up, whole, and with nothing odd about them unless a test says so. */
import type { Account } from "../../domain/accounts/account.ts";
import type { Batch } from "../../domain/batches/batch.ts";
import type { Line } from "../../domain/records/line.ts";
import type { BatchDescription, RecordDocument, StepDescription } from "../../domain/records/record-document.ts";
import type { Context } from "../../domain/services.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import { publishedPasswords } from "../../integrations/passwords/common.ts";
import { phonesOf } from "../../integrations/phones/libphonenumber.ts";

/** The time that tests take for now. */
export const NOW = new Date("2026-03-10T12:00:00.500Z");

/** A clock that stands, of a place. */
export const clockAt = (moment: Date, timeZone = "Asia/Shanghai") => ({ now: () => moment, settings: { timeZone } });

/** A batch's id, and the public identifier that goes with it. */
export const BATCH_ID: Hex = `0x${"ab".repeat(32)}`;
/** The public identifier of that batch. */
export const TRACE_ID = `trace-${"ab".repeat(16)}`;

/** An address that ends in these digits. */
export const addressOf = (digits: string): Hex => `0x${digits.padStart(40, "0")}`;

/** An account whose key is here. */
export const accountOf = (change: Partial<Account> = {}): Account => ({
  id: 7,
  username: "green-valley",
  email: "valley@example.com",
  emailVerified: false,
  phone: "+8613800000000",
  name: "Green Valley",
  role: "producer",
  address: addressOf("a7"),
  keyId: "7",
  custody: "custodial",
  tokenVersion: 1,
  createdAt: NOW,
  ...change,
});

/** A request in an account's name, or nobody's. */
export const contextOf = (account: Account | null, change: Partial<Context> = {}): Context => ({
  account,
  idempotencyKey: null,
  respondAsync: false,
  ...change,
});

/** What a batch is described by. */
export const descriptionOf = (change: Partial<BatchDescription> = {}): BatchDescription => ({
  name: "Apples",
  description: "",
  state: "active",
  quantity: "5000",
  unit: "KGM",
  harvestDate: null,
  certifications: [],
  attributes: {},
  product: {
    id: "",
    name: "Fuji apples",
    description: "",
    image: null,
    nutritionalInfo: {},
    storageGuide: "",
  },
  producer: { id: "", name: "Green Valley", location: "Yantai", certifications: [] },
  ...change,
});

/** A batch that stands as its first line made it. */
export const batchOf = (change: Partial<Batch> = {}): Batch => ({
  id: BATCH_ID,
  code: "AP-1",
  unit: "KGM",
  quantity: 5_000n,
  made: 5_000n,
  gone: {},
  custodian: addressOf("a7"),
  open: false,
  seq: 1,
  head: `0x${"01".repeat(32)}`,
  status: "active",
  verdict: null,
  description: descriptionOf(),
  visibility: "public",
  createdAt: NOW,
  updatedAt: NOW,
  chain: lineOf(1).chain,
  ...change,
});

/** What a step says. */
export const stepOf = (change: Partial<StepDescription> = {}): StepDescription => ({
  type: "harvest",
  title: "",
  description: "",
  location: "",
  operator: { id: "user-7", name: "Green Valley" },
  details: {},
  attachments: [],
  ...change,
});

const common = { format: "suyuan-record/1", salt: "00".repeat(16), code: "AP-1" } as const;

/** The document of a creation. */
export const creationOf = (change: Partial<BatchDescription> = {}): RecordDocument => ({
  ...common,
  eventTime: "2026-03-01T08:00:00Z",
  record: "creation",
  batch: descriptionOf(change),
});

/** The document of a step. */
export const stepDocument = (
  kind: string,
  change: Partial<StepDescription> = {},
  eventTime = "2026-03-02T08:00:00Z",
): RecordDocument => ({ ...common, eventTime, record: "step", kind, step: stepOf({ type: kind, ...change }) });

/** The document of an amendment. */
export const amendmentOf = (
  amends: number,
  change: { readonly step?: StepDescription; readonly batch?: BatchDescription },
): RecordDocument => ({ ...common, eventTime: "2026-03-09T08:00:00Z", record: "amendment", amends, ...change });

/** A line, by its number in the batch; recorded by the producer and shown to everybody. */
export function lineOf(
  seq: number,
  change: Partial<Omit<Line, "chain">> & { chain?: Partial<Line["chain"]> } = {},
): Line {
  const { chain, ...rest } = change;
  return {
    event: seq === 1 ? "Created" : "Recorded",
    line: seq,
    kind: seq === 1 ? "creation" : "harvest",
    timestamp: new Date(`2026-03-${String(seq).padStart(2, "0")}T10:00:00Z`),
    amended: null,
    args: {},
    head: `0x${String(seq).padStart(64, "0")}`,
    document: seq === 1 ? creationOf() : stepDocument("harvest"),
    visibility: "public",
    contradicts: false,
    original: true,
    ...rest,
    chain: {
      batchId: BATCH_ID,
      seq,
      transactionHash: `0x${"cc".repeat(32)}`,
      blockNumber: seq,
      actor: addressOf("a7"),
      digest: `0x${"dd".repeat(32)}`,
      status: "confirmed",
      ...chain,
    },
  };
}

/** On a chain where nobody is described, nobody's name looks like another's, and no role is waited for. */
const NOTHING_ELSE = {
  settings: { chainId: 31337 },
  profiles: { latest: async () => [] },
  names: { lookalikes: async () => [] },
  applications: { due: async () => [] },
};

/** As much of the services as a rule needs; whatever else it asks for is not there. */
export const servicesOf = <Services>(parts: object): Services => ({ ...NOTHING_ELSE, ...parts }) as Services;

/** Phone numbers as they are read in China. */
export const phones = phonesOf("CN");

/** The passwords that people choose most often. */
export const commonPasswords = publishedPasswords();
