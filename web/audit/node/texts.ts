/** Texts of the node that is asked, in English; the others have the same names. */
const en = {
  title: "Who is asked",
  proposed: "proposed by this server",
  own: "your own choice",
  warning: "Node and contract are this server’s own proposal: enter a node that you trust, and compare the contract.",
  change: "Ask another node or contract",
  node: "Node",
  contract: "Contract",
  chain: "Chain",
  lines: "Lines of the contract",
  checking: "asking…",
  chainIs: (id: number) => `${id}, as this server says`,
  otherChain: (found: number, told: number) =>
    `The node is of chain ${found}, this server’s contract is on chain ${told}.`,
  noAnswer: "The node does not answer, or there is no such contract on its chain.",
  paused: "The contract is paused.",
};

const zh: typeof en = {
  title: "核对所用节点",
  proposed: "由本服务器提供",
  own: "您自行选择",
  warning: "节点与合约地址均由本服务器提供：请填写您信任的节点，并核对合约地址。",
  change: "更换节点或合约",
  node: "节点",
  contract: "合约",
  chain: "链",
  lines: "合约记录数",
  checking: "正在查询……",
  chainIs: (id: number) => `${id}，与本服务器所述一致`,
  otherChain: (found: number, told: number) => `该节点属于链 ${found}，而本服务器的合约在链 ${told} 上。`,
  noAnswer: "节点没有响应，或其链上没有该合约。",
  paused: "合约已暂停。",
};

/** In both languages. */
export const NODE_TEXTS = { en, zh };
