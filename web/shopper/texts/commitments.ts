import type { Language } from "../../../proof/messages.ts";

const en = {
  title: "Commitment certificate 承诺达标合格证",
  intro: "What whoever held the goods promises of them, in its own name. Nobody else attested it.",
  product: "Product",
  quantity: "Quantity",
  place: "Place of production",
  basis: "Basis",
  issued: "Issued",
  subject: "Promised by",
  contact: "Contact",
  number: "Number",
  collected: "Collected from suppliers",
  paper: "The paper (PDF)",
  outdated: "These goods were divided or mixed since: this certificate no longer says what they are.",
  ended: "It was issued before what is said at the top of this page: do not rely on it.",
};

const zh: typeof en = {
  title: "承诺达标合格证",
  intro: "持有方以自己的名义对该批产品作出的承诺，未经他人核证。",
  product: "产品名称",
  quantity: "数量（重量）",
  place: "产地",
  basis: "承诺依据",
  issued: "开具时间",
  subject: "承诺主体",
  contact: "联系方式",
  number: "编号",
  collected: "收取的合格证",
  paper: "合格证（PDF）",
  outdated: "开具后该批产品已分装或混装，本证不再反映现有货物，须重新开具。",
  ended: "本证开具后发生了页首所述情况，请勿以其为准。",
};

/** What the page says of commitment certificates. */
export const COMMITMENT_TEXTS: Readonly<Record<Language, typeof en>> = { en, zh };
