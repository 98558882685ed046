/** People and firms who use the API. */
import type { Role } from "../../../domain/shared/roles.ts";
import { type Client, clientOf } from "./client.ts";
import { count, type Ledger } from "./ledger.ts";

/** An account that may act. */
export interface Account {
  readonly name: string;
  readonly id: number;
  readonly role: Role;
  readonly client: Client;
}

/** The accounts dialect's words for the roles that act here. */
const WORDS = { producer: "supplier", processor: "processor", carrier: "logistics", inspector: "inspector" } as const;

/** A role that an account here may have. */
export type ActingRole = keyof typeof WORDS;

/** All of them. */
export const ACTING_ROLES = Object.keys(WORDS) as readonly ActingRole[];

const PASSWORD = "Secret123";

/** Register an account, whose role is then granted on chain: a write like any other. */
export async function register(api: string, ledger: Ledger, name: string, role: ActingRole): Promise<number> {
  const client = clientOf(api, addressOf(name), null);
  const body = { username: name, password: PASSWORD, email: `${name}@example.com`, role: WORDS[role] };
  const reply = await client.ask({ method: "POST", path: "/api/auth/register", body, key: `register-${name}` });
  if (reply?.status !== 201) throw new Error(`registering ${name}: ${reply?.status} ${JSON.stringify(reply?.body)}`);
  const { user } = reply.body;
  ledger.roles.push({ what: `${role} to ${name}`, role, address: String(user.address).toLowerCase() });
  count(ledger, "role granted");
  return Number(user.id);
}

/** Log an account in. */
export async function logIn(api: string, name: string, id: number, role: Role): Promise<Account> {
  const body = { username: name, password: PASSWORD };
  const anonymous = clientOf(api, addressOf(name), null);
  const reply = await anonymous.ask({ method: "POST", path: "/api/auth/login", body, harmless: true });
  if (reply?.status !== 200) throw new Error(`${name} cannot log in: ${reply?.status} ${JSON.stringify(reply?.body)}`);
  return { name, id, role, client: clientOf(api, addressOf(name), reply.body.access_token) };
}

/** An address of its own a name, so that none uses up what another may ask. */
function addressOf(name: string): string {
  const sum = [...name].reduce((total, letter) => (total * 31 + letter.charCodeAt(0)) % 65_536, 7);
  return `10.1.${sum >> 8}.${sum & 255}`;
}
