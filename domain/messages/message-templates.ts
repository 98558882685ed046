/**
 * Texts of messages: Chinese first, then English, in one message. Caller input never goes into one, so nobody can make
 * this server send their own text; but for the reason of whoever decides on roles, who was appointed to.
 */
import type { Channel, Message } from "./messenger.ts";

/** A reset code; a mail has the way to the page for it, which no text message has room for. */
export function resetCodeMessage(
  channel: Channel,
  to: string,
  code: string,
  minutes: number,
  publicUrl: string,
): Message {
  if (channel === "phone") {
    const text = `【溯源】验证码 ${code}，用于重置密码，${minutes} 分钟内有效，请勿告诉他人。Suyuan: your password reset code is ${code}, good for ${minutes} minutes. Tell it to nobody.`;
    return { channel, to, text };
  }
  return {
    channel,
    to,
    subject: "溯源：重置密码验证码 · Suyuan: your password reset code",
    ...bodies(code, codeLink(publicUrl, "reset", code), {
      chinese: [
        "您正在重置溯源账户的密码，验证码是：",
        `${minutes} 分钟内有效，只能使用一次，请勿告诉任何人。如果不是您本人操作，请忽略此邮件，您的密码不会改变。`,
      ],
      english: [
        "You asked to reset the password of your Suyuan account. Your code is:",
        `It is good for ${minutes} minutes, once. Tell it to nobody. If you did not ask for it, ignore this mail: your password stays as it is.`,
      ],
    }),
  };
}

/** The token that proves who reads an address. */
export function emailVerificationMessage(to: string, token: string, hours: number, publicUrl: string): Message {
  return {
    channel: "email",
    to,
    subject: "溯源：验证您的邮箱 · Suyuan: verify your email address",
    ...bodies(token, codeLink(publicUrl, "email", token), {
      chinese: [
        "请用下面的验证令牌确认这是您溯源账户的邮箱：",
        `${hours} 小时内有效。如果您没有溯源账户，请忽略此邮件。`,
      ],
      english: [
        "Please confirm with this token that this is the address of your Suyuan account:",
        `It is good for ${hours} hours. If you have no Suyuan account, ignore this mail.`,
      ],
    }),
  };
}

/**
 * The address of the page on which a code is entered. The code stands behind the `#`: browsers keep that to themselves, so
 * that it is in no log of a server or a proxy, and no program that looks at links uses it up.
 */
function codeLink(publicUrl: string, purpose: "reset" | "email", secret: string): string {
  return `${publicUrl}/confirm#${purpose}=${secret}`;
}

/** What became of an application for a role, or of a role. */
export interface RoleDecision {
  readonly outcome: "granted" | "refused" | "revoked";
  readonly role: { readonly english: string; readonly chinese: string };
  readonly reason: string | null;
}

const OUTCOMES = {
  granted: { chinese: "已授予您", english: "is yours now" },
  refused: { chinese: "申请未获批准", english: "was refused to you" },
  revoked: { chinese: "已被撤销或已到期", english: "was revoked or has ended" },
} as const;

/** The outcome of an application for a role, or a role's end. */
export function roleDecisionMessage(channel: Channel, to: string, { outcome, role, reason }: RoleDecision): Message {
  const { chinese, english } = OUTCOMES[outcome];
  const sentences = {
    zh: [`您的${role.chinese}角色：${chinese}。`, ...(reason === null ? [] : [`原因：${reason}`])],
    en: [`The role of ${role.english} ${english}.`, ...(reason === null ? [] : [`Reason: ${reason}`])],
  };
  if (channel === "phone") {
    return { channel, to, text: `【溯源】${sentences.zh.join("")} Suyuan: ${sentences.en.join(" ")}` };
  }
  const part = (language: "zh" | "en") =>
    `<div lang="${language}">${sentences[language].map((sentence) => `<p>${escaped(sentence)}</p>`).join("")}</div>`;
  return {
    channel,
    to,
    subject: "溯源：您的角色 · Suyuan: your role",
    text: [...sentences.zh, "—", ...sentences.en].join("\n\n"),
    html: page(part("zh"), part("en")),
  };
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (text: string) => text.replace(/[&<>"]/g, (character) => ENTITIES[character] as string);

const page = (chinese: string, english: string) =>
  `<!doctype html><html><head><meta charset="utf-8"><title>Suyuan 溯源</title></head><body>${chinese}<hr>${english}</body></html>`;

interface Words {
  readonly chinese: readonly [before: string, after: string];
  readonly english: readonly [before: string, after: string];
}

const ENTER = { zh: "点此打开填写页面", en: "Open the page to enter it" } as const;

/** The same words as text and as HTML. `secret` holds digits and letters alone. */
function bodies(secret: string, link: string, { chinese, english }: Words): { text: string; html: string } {
  const plain = ([before, after]: Words["chinese"]) => [before, secret, link, after];
  const text = [...plain(chinese), "—", ...plain(english)].join("\n\n");
  const part = (language: "zh" | "en", [before, after]: Words["chinese"]) =>
    `<div lang="${language}"><p>${before}</p><p><strong style="font-size:1.4em">${secret}</strong></p><p><a href="${escaped(link)}">${ENTER[language]}</a></p><p>${after}</p></div>`;
  return { text, html: page(part("zh", chinese), part("en", english)) };
}
