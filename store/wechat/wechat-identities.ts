import type { Kysely } from "kysely";
import type { Account } from "../../domain/accounts/account.ts";
import { skeletonOf } from "../../domain/shared/skeleton.ts";
import type { WechatIdentities, WechatProfile } from "../../domain/wechat/ports.ts";
import { accountOf, insertAccount } from "../accounts/accounts.ts";
import type { Database } from "../database.ts";
import { repeatedColumn } from "../shared/conflicts.ts";
import type { Tables } from "../tables.ts";

/** The users of WeChat in SQL. */
export function wechatIdentitiesRepository({ read, write }: Pick<Database, "read" | "write">): WechatIdentities {
  const known = (openid: string, profile: WechatProfile) => welcomeBack(write, openid, profile);

  return {
    async openidOf(accountId) {
      const row = await read
        .selectFrom("wechat_identities")
        .select("openid")
        .where("account_id", "=", accountId)
        .executeTakeFirst();
      return row?.openid;
    },

    async profileOf(accountId) {
      const row = await read
        .selectFrom("wechat_identities")
        .select(["nick_name", "avatar_url"])
        .where("account_id", "=", accountId)
        .executeTakeFirst();
      return row && { nickName: row.nick_name, avatarUrl: row.avatar_url };
    },

    async logIn(openid, profile, newAccount, newKey) {
      const account = await known(openid, profile);
      if (account) return account;
      const fresh = await newAccount();
      try {
        return await write.transaction().execute(async (transaction) => {
          // Write before read: of two transactions the second waits here, and then finds the openid taken.
          const created = await insertAccount(transaction, fresh, newKey());
          await transaction
            .insertInto("wechat_identities")
            .values({
              openid,
              account_id: created.id,
              nick_name: profile.nickName,
              avatar_url: profile.avatarUrl,
              updated_at: Date.now(),
            })
            .execute();
          return created;
        });
      } catch (error) {
        const winner = repeatedColumn(error) === "openid" ? await known(openid, profile) : undefined;
        if (winner) return winner;
        throw error;
      }
    },
  };
}

async function welcomeBack(
  executor: Kysely<Tables>,
  openid: string,
  { nickName, avatarUrl }: WechatProfile,
): Promise<Account | undefined> {
  const identity = await executor
    .selectFrom("wechat_identities")
    .selectAll()
    .where("openid", "=", openid)
    .executeTakeFirst();
  if (!identity) return undefined;
  const next = { nick_name: nickName ?? identity.nick_name, avatar_url: avatarUrl ?? identity.avatar_url };
  if (next.nick_name !== identity.nick_name || next.avatar_url !== identity.avatar_url) {
    await executor
      .updateTable("wechat_identities")
      .set({ ...next, updated_at: Date.now() })
      .where("openid", "=", openid)
      .execute();
  }
  const account = await executor
    .selectFrom("accounts")
    .selectAll()
    .where("id", "=", identity.account_id)
    .executeTakeFirstOrThrow();
  const name = next.nick_name;
  // A different name was chosen by the user.
  const follows = account.name === (identity.nick_name ?? account.username);
  if (name === null || name === account.name || !follows) return accountOf(account);
  await executor
    .updateTable("accounts")
    .set({ name, name_skeleton: skeletonOf(name) })
    .where("id", "=", account.id)
    .execute();
  return accountOf({ ...account, name });
}
