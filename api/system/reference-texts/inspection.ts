/** In Chinese what the reference says of the inspection dialect. */
export const INSPECTION_TEXTS: Readonly<Record<string, string>> = {
  "Register an account by email": "用邮箱注册账户",
  "Log in by email": "用邮箱登录",
  "Ask for the text that a wallet has to sign to log in": "获取钱包登录时需签名的文本",
  "Log in by the account's own wallet": "用账户自己的钱包登录",
  "The signature is over the text of the challenge, by the wallet's key or as its contract has it (ERC-1271); that of a contract that is not deployed yet comes with its factory (ERC-6492).":
    "对所获取的文本签名：由钱包私钥签名，或按合约钱包的规则（ERC-1271）；尚未部署的合约钱包，签名须附带其工厂合约（ERC-6492）。",
  "Ask for the text that a wallet has to sign to be bound": "获取绑定钱包时需签名的文本",
  "Bind a wallet to the account": "为账户绑定钱包",
  "The signature is over the text of the challenge, by the wallet's key or as its contract has it (ERC-1271); that of a contract that is not deployed yet comes with its factory (ERC-6492). With the address alone it is noted as what the account says of itself: shown to the account alone, and unproved; this server goes on signing.":
    "对所获取的文本签名：由钱包私钥签名，或按合约钱包的规则（ERC-1271）；尚未部署的合约钱包，签名须附带其工厂合约（ERC-6492）。只提交地址时，仅作为账户自述登记：只有本账户可见，标明未经证明，仍由本服务器代为签名。",
  "Ask for what the account's wallets have yet to sign about its custodial address":
    "获取账户的各钱包就托管地址尚需签名的内容",
  "By these the custodial address becomes the agent of the wallet that is bound, and of those bound before no more. They are of binding's answer as well; nothing waits for them.":
    "签名后，托管地址成为当前所绑定钱包的代理，不再是此前所绑定钱包的代理。绑定的响应中也有这些内容；其他操作无需等待它们。",
  "Get a presigned URL for one file": "获取单个文件的预签名上传地址",
  "Where the file is that was brought to a presigned URL for any file": "查询经预签名地址上传的文件所在位置",
  "Bring a file to its presigned URL": "向预签名地址上传文件",
  "Needs no token: the URL is signed, for this file and fifteen minutes.":
    "无需令牌：地址本身已签名，只限该文件，有效期十五分钟。",
  "Create a batch of metadata": "创建批次元数据",
  "Get a batch with its inspections": "查询批次及其检验记录",
  "Submit an inspection, and write its verdict to the chain": "提交检验结果并将结论上链",
  "The file's SHA-256, or a name where that is not known yet": "文件的 SHA-256；尚不知道时为文件名",
};
