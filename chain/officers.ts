/**
 * Who of this installation does what officers alone may: grant and revoke roles, and set terms. These acts are not
 * signed for another to bring, so each officer sends transactions of its own.
 */
import { type HDNodeWallet, Wallet } from "ethers";
import type { Hex } from "../domain/shared/hex.ts";
import { memoizeAsync } from "../domain/shared/memoize-async.ts";
import { DEFAULT_ADMIN, officeOf, REGISTRAR, type Role } from "../domain/shared/roles.ts";
import { type AccountState, contractReader } from "../proof/contract-reader.ts";
import type { Keys } from "./keystore.ts";
import type { Relayer } from "./outbox/relayer.ts";
import type { Rpc } from "./rpc.ts";

/** A key that an officer may have. */
export type OfficerKey = HDNodeWallet | Wallet;

/** Which keys a process is given; `keystore` stands for the one that is derived there, null for none. */
export interface OfficerSettings {
  readonly production: boolean;
  readonly registrarKey: string | null;
  readonly adminKey: string | null;
}

/** The keys that officers may have here. In production the relayer is no officer, and nobody the default admin. */
export function officerKeys(keys: Keys, { production, registrarKey, adminKey }: OfficerSettings) {
  const ofOffice = (key: string | null, own: () => OfficerKey) =>
    key === null ? [] : [key === "keystore" ? own() : new Wallet(key)];
  const relayer: readonly OfficerKey[] = production ? [] : [keys.relayer];
  return {
    registrar: [...relayer, ...ofOffice(registrarKey, () => keys.registrar)],
    admin: production ? [] : [...relayer, ...ofOffice(adminKey, keys.admin)],
  };
}

/**
 * Why production cannot start with a contract's officers, in one sentence; undefined if it can. Whoever takes the
 * server must not have the relayer's money and the registrar's word with one key, nor ever the default admin's.
 */
export async function unsafeOfficers(
  rpc: Rpc,
  contract: Hex,
  keys: Keys,
  settings: OfficerSettings,
): Promise<string | undefined> {
  const { registrar } = officerKeys(keys, settings);
  const reader = contractReader(rpc.call, contract);
  const officesOf = async ({ address }: OfficerKey) => officesIn(await reader.accountOf(address));
  for (const [name, key] of [
    ["relayer", keys.relayer],
    ["keystore's development admin", keys.admin()],
    ...registrar.map((each) => ["registrar", each] as const),
  ] as const) {
    const offices = await officesOf(key);
    if ((offices & DEFAULT_ADMIN) !== 0) {
      return `Production cannot start: the ${name} ${key.address} is the contract's default admin, whose key belongs to no server; hand it over to a wallet of its own (docs/deployment.md)`;
    }
    if (name !== "registrar" && (offices & REGISTRAR) !== 0) {
      const [other] = registrar;
      const instead = other ? ` grant REGISTRAR_ROLE to ${other.address} and` : "";
      return `Production cannot start: the ${name} ${key.address} is a registrar of the contract; let its default admin${instead} revoke REGISTRAR_ROLE of ${key.address} (docs/deployment.md)`;
    }
  }
  return undefined;
}

/** Those who may hold an office, by office; the first that the chain says holds it acts. */
export interface OfficerKeys {
  readonly registrar: readonly Relayer[];
  readonly admin: readonly Relayer[];
}

/** The officers of this installation. */
export interface Officers {
  /** Those who send transactions, each once. */
  readonly all: readonly Relayer[];
  /** Who grants and revokes a role now; undefined if nobody here may. Throws where the chain cannot be asked. */
  for(role: Role): Promise<Relayer | undefined>;
  /** Who should hold its office: the key that was given for it last. */
  expected(role: Role): Relayer | undefined;
}

/** Milliseconds for which it is not asked again that an address is an officer. */
const REMEMBERED = 30_000;
const BITS = { registrar: REGISTRAR, admin: DEFAULT_ADMIN } as const;

/** The officers among these keys, as the contract has them. */
export function officersOf(rpc: Rpc, contract: Hex, keys: OfficerKeys): Officers {
  // Asked once: whoever waits for the answer can do without it.
  const reader = contractReader((method, parameters) => rpc.call(method, parameters, { once: true }), contract);
  const all = [...new Map([...keys.registrar, ...keys.admin].map((key) => [key.address, key])).values()];
  const states = new Map(
    all.map(({ address }) => [
      address,
      memoizeAsync(
        () => reader.accountOf(address),
        (state) => (officesIn(state) === 0 ? 0 : REMEMBERED),
      ),
    ]),
  );
  return {
    all,
    async for(role) {
      const office = officeOf(role);
      for (const key of keys[office]) {
        const state = (await states.get(key.address)?.()) as AccountState;
        if ((officesIn(state) & BITS[office]) !== 0) return key;
      }
      return undefined;
    },
    expected: (role) => keys[officeOf(role)].at(-1),
  };
}

/** The offices that an account holds now; a term binds all but the default admin. */
export function officesIn({ roles, validUntil }: AccountState): number {
  const isOver = validUntil !== 0 && validUntil < Date.now() / 1000;
  return roles & (isOver ? DEFAULT_ADMIN : DEFAULT_ADMIN | REGISTRAR);
}
