/** Above the reference of everything: which of the documents is for whom, and a first request of each to copy. */
import { html } from "hono/html";
import type { Language } from "../http/language.ts";

interface Choice {
  /** The dialect's name in its page's path. */
  readonly name: string;
  readonly for: Readonly<Record<Language, string>>;
  /** A shell's command, where `API` stands for this server's address. */
  readonly example: string;
}

const JSON_BODY = "-H 'content-type: application/json' -d";

/** The documents, the one that most begin with first. */
export const CHOICES: readonly Choice[] = [
  {
    name: "traces",
    for: {
      en: "Everything that happens to a batch: create, record, hand over, split, transform, recall, prove. Begin here.",
      zh: "批次的全部业务：创建、登记、交接、拆分、加工、召回与证明。请从这里开始。",
    },
    example: "curl 'API/v1/traces/public/AP20230515A123'",
  },
  {
    name: "accounts",
    for: {
      en: "Registration, log-in and passwords. The token is good for every other document.",
      zh: "注册、登录与密码。所得令牌适用于其他各份接口。",
    },
    example: `curl API/api/auth/login ${JSON_BODY} '{"username":"orchard","password":"Secret123"}'`,
  },
  {
    name: "orders",
    for: {
      en: "Mini programs of wholesalers: orders and materials from its ERP, with the batches that they are made of.",
      zh: "批发企业小程序：来自 ERP 的订单与物料，及其对应批次。",
    },
    example: `curl API/api/auth/wx-login ${JSON_BODY} '{"code":"demo-1"}'`,
  },
  {
    name: "inspection",
    for: {
      en: "Laboratories that know batches of metadata, uploads and verdicts, by email or wallet.",
      zh: "检测机构：以邮箱或钱包登录，处理批次元数据、文件与检验结论。",
    },
    example: `curl API/auth/login ${JSON_BODY} '{"email":"lab@example.com","password":"Secret123"}'`,
  },
  {
    name: "tomato",
    for: {
      en: "Clients of the tomato system: harvest, transport, processing and evaluations by UID.",
      zh: "番茄溯源系统的客户端：凭 UID 登记采收、运输、加工与评估。",
    },
    example: "curl -F role_type=Grower API/role/register",
  },
];

const WORDS = {
  en: { title: "Which of the documents?", copy: "Copy", copied: "Copied" },
  zh: { title: "如何选择接口", copy: "复制", copied: "已复制" },
} as const;

/** The guide as HTML; its buttons are shown by the page's script alone. */
export function guideHtml(language: Language, publicUrl: string, titleOf: (name: string) => string) {
  const { title, copy, copied } = WORDS[language];
  const asked = language === "zh" ? "?lang=zh" : "?lang=en";
  const entries = CHOICES.map(
    (choice) => html`<li>
<h3><a href="/docs/${choice.name}${asked}">${titleOf(choice.name)}</a></h3>
<p>${choice.for[language]}</p>
<pre tabindex="0"><code>${choice.example.replace("API", publicUrl)}</code></pre>
<button type="button" class="copy" data-copied="${copied}" hidden>${copy}</button>
</li>`,
  );
  return html`<section class="guide" aria-labelledby="guide"><h2 id="guide">${title}</h2><ul>${entries}</ul></section>`;
}
