import type { Api, Call } from "../../support/api.ts";

/** The roles of the document. */
export const ROLE_TYPES = ["Consumer", "Grower", "Logistic", "Factory", "QualityExpert"] as const;

/** Somebody with a UID. */
export interface Holder {
  readonly uid: string;
  readonly address: string;
}

/** One holder of each role, registered by the document's own endpoint. */
export async function registerAll(api: Api): Promise<Record<(typeof ROLE_TYPES)[number], Holder>> {
  const holders = await Promise.all(
    ROLE_TYPES.map(async (role_type) => [role_type, await register(api, role_type)] as const),
  );
  return Object.fromEntries(holders) as Record<(typeof ROLE_TYPES)[number], Holder>;
}

/** A new holder of a role. */
export async function register(api: Api, role_type: string): Promise<Holder> {
  const { status, body, text } = await api.call("POST", "/role/register", { body: { role_type } });
  if (status !== 200) throw new Error(text);
  return body;
}

/** A POST in a holder's name. */
export function post(api: Api, path: string, { uid }: { uid: string }, fields: object, call: Call = {}) {
  return api.call("POST", path, { ...call, body: { uid, ...fields } });
}

/** A new tomato. */
export async function addTomato(api: Api, grower: Holder, fields: object = {}): Promise<string> {
  const added = await post(api, "/add-tomato", grower, {
    production_area: "山东寿光",
    harvest_date: "2024-01-15",
    ...fields,
  });
  if (added.status !== 200) throw new Error(added.text);
  return added.body.tomato_id;
}
