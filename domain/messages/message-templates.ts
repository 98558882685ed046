/**
 * Texts of messages: Chinese first, then English, in one message. Caller input never goes into one, so nobody can make
 * this server send their own text.
 */
import type { Channel, Message } from "./messenger.ts";

/** A reset code. */
export function resetCodeMessage(channel: Channel, to: string, code: string, minutes: number): Message {
  if (channel === "phone") {
    const text = `【溯源】验证码 ${code}，用于重置密码，${minutes} 分钟内有效，请勿告诉他人。Suyuan: your password reset code is ${code}, good for ${minutes} minutes. Tell it to nobody.`;
    return { channel, to, text };
  }
  return {
    channel,
    to,
    subject: "溯源：重置密码验证码 · Suyuan: your password reset code",
    ...bodies(code, {
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
export function emailVerificationMessage(to: string, token: string, hours: number): Message {
  return {
    channel: "email",
    to,
    subject: "溯源：验证您的邮箱 · Suyuan: verify your email address",
    ...bodies(token, {
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

interface Words {
  readonly chinese: readonly [before: string, after: string];
  readonly english: readonly [before: string, after: string];
}

/** The same words as text and as HTML. `secret` holds digits and letters alone. */
function bodies(secret: string, { chinese, english }: Words): { text: string; html: string } {
  const text = [chinese[0], secret, chinese[1], "—", english[0], secret, english[1]].join("\n\n");
  const part = (language: string, [before, after]: Words["chinese"]) =>
    `<div lang="${language}"><p>${before}</p><p><strong style="font-size:1.4em">${secret}</strong></p><p>${after}</p></div>`;
  const html = `<!doctype html><html><head><meta charset="utf-8"><title>Suyuan 溯源</title></head><body>${part("zh", chinese)}<hr>${part("en", english)}</body></html>`;
  return { text, html };
}
