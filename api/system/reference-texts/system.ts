/** In Chinese what the reference says of routes of no dialect, and of what all have in common. */
export const SYSTEM_TEXTS: Readonly<Record<string, string>> = {
  "Whether every part works": "查询各组成部分是否正常",
  "Whether reads can be served": "查询能否提供读取服务",
  "Whether this process answers": "查询本进程是否有响应",
  "Figures for Prometheus: with METRICS_TOKEN for whoever has it, without for this machine alone":
    "供 Prometheus 采集的指标：设置了 METRICS_TOKEN 时凭令牌访问，未设置时仅限本机",
  "Read-only JSON-RPC of the chain": "区块链的只读 JSON-RPC",
  "What verifying takes: `eth_call`, `eth_getCode` and `eth_getLogs` (2,000 blocks at most; any number for `AccountDescribed` and `RolesSet` of named accounts, `Created`, `SplitOff` and `Produced` of named batches) of the contract alone, and blocks, transactions and receipts. A batch has at most 20 calls, an answer 2 MiB.":
    "只提供核验所需的方法：仅针对本合约的 `eth_call`、`eth_getCode` 和 `eth_getLogs`（最多 2,000 个区块；查询指定账户的 `AccountDescribed`、`RolesSet` 或指定批次的 `Created`、`SplitOff`、`Produced` 时不限），以及区块、交易和回执。批量请求最多 20 个调用，响应最大 2 MiB。",
  "The public keys of access tokens: the one that signs, then the one of the generation before":
    "访问令牌的公钥：先是当前签名用的公钥，后是上一代公钥",
  "A public document or file by its CID: the file, one block, or a CAR":
    "按 CID 读取公开文档或文件：整个文件、单个数据块或 CAR",
  "The messages of a development instance, newest first; not in production":
    "开发实例发出的消息，最新的在前；生产环境不提供",
  "A batch's QR code: its GS1 Digital Link, or where it has none the address of the shopper's page":
    "批次二维码：内容为 GS1 Digital Link；没有时为消费者页面的网址",
  "`.svg` or `.png` after the code says which format, as `format` does; else `Accept` does.":
    "图片格式由编码后的 `.svg`、`.png` 或参数 `format` 指定；未指定时按 `Accept`。",
  "A product by its GS1 Digital Link: opens the shopper's page, which asks for the batch":
    "按 GS1 Digital Link 查产品：打开消费者页面，再输入批次编码",
  "A batch by its GS1 Digital Link: opens the shopper's page, or lists all links":
    "按 GS1 Digital Link 查批次：打开消费者页面，或列出全部链接",
  "A piece of a product: opens the product's page": "产品的单件：打开产品页面",
  "A piece of a batch: opens the batch's page": "批次的单件：打开批次页面",
  "A variant of a product: opens the product's page": "产品的变体：打开产品页面",
  "A batch of a variant: opens the batch's page": "变体的批次：打开批次页面",
  "A piece of a variant: opens the product's page": "变体的单件：打开产品页面",
  "A piece of a batch of a variant: opens the batch's page": "变体批次的单件：打开批次页面",
  "A piece that a third party numbered: opens the product's page": "由第三方编号的单件：打开产品页面",
  "What this resolver of GS1 Digital Links knows": "本 GS1 Digital Link 解析服务的说明",
  "Pixels from side to side; 512 for a PNG that is asked for without": "边长（像素）；PNG 未指定时为 512",
  "With its check digit; 14 digits": "含校验位，共 14 位数字",
  "Which link to follow, such as `gs1:traceability`; `linkset` for all of them":
    "要打开的链接类型，如 `gs1:traceability`；`linkset` 列出全部链接",
  "The batch's lot or, where it was given none, its code": "批次的批号；没有批号时为批次编码",
  "None is known here": "本平台不登记此项",
  "The `nextCursor` of a page, in place of `page`": "上一页返回的 `nextCursor`，代替 `page`",
  "The `nextCursor` of a page, in place of `page`: what is added meanwhile moves nothing to another page":
    "上一页返回的 `nextCursor`，代替 `page`：翻页期间新增的数据不会使内容错页",
  "`respond-async`: do not wait for the chain": "`respond-async`：不等待上链即返回",
};
