/** The accounts of WeChat users. The session key is not stored anywhere. */
export interface WechatIdentitiesTable {
  openid: string;
  account_id: number;
  nick_name: string | null;
  avatar_url: string | null;
  updated_at: number;
}

/** WeChat messages that were sent, or were meant to be. */
export interface MessageLogTable {
  id: string;
  account_id: number;
  template_id: string;
  page: string | null;
  /** `sending`, `sent`, `refused`, `failed`, `unconfirmed`. */
  state: string;
  /** WeChat's id for it. */
  message_id: string | null;
  /** Why it was not sent, or is not known to be. */
  reason: string | null;
  created_at: number;
  updated_at: number;
}
