/** What the catalogue offers to choose from. */
import { userIdOf } from "../../../domain/shared/identifiers.ts";
import type { Me, Session } from "../session/session.ts";

interface Named {
  readonly id: string;
  readonly name: string;
  readonly ownerId?: string;
}

/** Names by id, those of one's own first; the first entry is that none is chosen. */
export async function choicesOf(
  session: Session,
  me: Me,
  path: "/v1/farms" | "/v1/locations" | "/v1/products",
  none: string,
): Promise<readonly (readonly [string, string])[]> {
  const { data } = await session.call<readonly Named[]>("GET", `${path}?limit=100`);
  const own = (item: Named) => (item.ownerId === userIdOf(me.id) ? 0 : 1);
  const sorted = [...data].sort((one, other) => own(one) - own(other));
  return [["", none], ...sorted.map(({ id, name }) => [id, name] as const)];
}
