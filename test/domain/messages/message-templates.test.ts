/** What is written to people: in two languages, with the secret, and nothing that a caller typed. */
import { expect, test } from "vitest";
import { emailVerificationMessage, resetCodeMessage } from "../../../domain/messages/message-templates.ts";

const URL = "https://trace.example";

test.each(["phone", "email"] as const)(
  "a reset code by %s says what it is for, and for how long, in both",
  (channel) => {
    const message = resetCodeMessage(channel, "to-whom", "042042", 10, URL);
    expect([message.channel, message.to]).toEqual([channel, "to-whom"]);
    for (const part of ["042042", "10 分钟", "10 minutes", "请勿告诉", "Tell it to nobody"])
      expect(message.text).toContain(part);
    // A text message counts as its characters: the sign stands first, as operators in China want it.
    if (channel === "phone") expect(message.text).toMatch(/^【溯源】/);
    // There is no room for an address in a text message.
    expect(message.text.includes(URL)).toBe(channel === "email");
  },
);

test("a mail says the same as text and as HTML, and not to whom it goes", () => {
  for (const message of [
    resetCodeMessage("email", "li@example.com", "042042", 10, URL),
    emailVerificationMessage("li@example.com", "aTokenOf1", 24, URL),
  ]) {
    const secret = message.text.includes("042042") ? "042042" : "aTokenOf1";
    expect(message).toMatchObject({ channel: "email", subject: expect.stringMatching(/溯源.*Suyuan/) });
    const link = `${URL}/confirm#${secret === "042042" ? "reset" : "email"}=${secret}`;
    const html = "html" in message ? String(message.html) : "";
    for (const text of [message.text, html]) {
      // In each language by itself, and in the link to the page: behind the #, where no server has it in its logs.
      expect(text.split(secret)).toHaveLength(5);
      expect(text.split(link)).toHaveLength(3);
      expect(text).not.toContain("li@example.com");
    }
    const sentences = message.text.split("\n\n").filter((line) => line !== "—");
    for (const sentence of sentences) expect(html).toContain(sentence);
    expect(html.indexOf('lang="zh"')).toBeLessThan(html.indexOf('lang="en"'));
  }
});
