/** In Chinese what the reference says of batches in the traces dialect, from their making to their recall. */
export const TRACES_TEXTS: Readonly<Record<string, string>> = {
  "A batch's journey, by the code on its label": "按标签上的编码查询批次历程",
  "Each GET is counted as a scan, unless it is a program's or of an address that looked 12,000 times within the hour; `Scan-Id` names it. Nothing that tells who asks is kept.":
    "每次 GET 计为一次扫码；程序的访问，以及一小时内已查看 12,000 次的地址除外。扫码编号在 `Scan-Id` 中。不保存任何能识别访问者的信息。",
  "What must be known of a batch before everything else: recalls that stand on it, or on what it was made of":
    "查询批次须首先知晓的信息：对该批次或其原料生效中的召回",
  "Everything needed to verify a batch against the chain": "获取对照区块链核验批次所需的全部数据",
  "Whether the mirror is what the contract says, now and on the last days": "查询镜像数据现在和近几日是否与合约一致",
  "Anybody can ask the contract the same: `state()` as of the mirror's block gives the number of its lines and the hash chain over all of them.":
    "任何人都可以向合约查询：在镜像所到的区块调用 `state()`，可得记录总数和全部记录的累积哈希。",
  "Every line of the contract as the mirror has it, to be held against the chain line by line":
    "列出镜像中的全部合约记录，可逐条与链核对",
  "No more than the contract's logs show to anybody. Mirrored lines may still be taken back by the chain.":
    "内容不超出合约日志向任何人公开的范围。已镜像的记录仍可能被链撤回。",
  "Lines with greater numbers; all where left out": "序号大于此数的记录；省略时为全部",
  "100 where left out": "省略时为 100",
  "Of one batch: its `id`, or its id on chain": "仅限一个批次：其 `id` 或链上 id",
  "Count a look at a batch": "为批次计一次查看",
  "For pages that show a batch by its proof, which is not counted. Whoever gets the journey is counted by that, and finds the scan's ID in its `Scan-Id` header.":
    "供以证明数据（读取时不计数）展示批次的页面使用。读取历程时已计数，扫码编号在响应头 `Scan-Id` 中。",
  "Tell how long a look of the last two hours lasted; the longest that is told counts":
    "上报两小时内某次查看的停留时长；以最长的一次为准",
  "Rate a batch, once a visitor and day": "评价批次，每位访客每天一次",
  "Sending the same again gives the same answer. Only pages of this server may ask browsers for this.":
    "重复提交得到相同响应。浏览器中只有本服务器的页面可以调用。",
  "What shoppers said of a trace batch, for its custodian, its creator and regulators":
    "消费者对批次的评价，供当前持有方、创建方和监管部门查看",
  "Put a trace batch on hold while a result is awaited: everybody is told, and nothing is refused":
    "在等待结果期间暂停批次流通：告知所有人，但不拒绝任何操作",
  "End the hold of a trace batch: an authority any, its holder its own":
    "解除批次的暂停流通：监管部门和检验机构可解除任何一项，持有方只可解除自己的",
  "For whoever holds the batch, inspectors and regulators.": "供批次持有方、检验机构和监管部门使用。",
  "Those that are on hold, or the others": "只列出暂停流通的批次，或只列出其余批次",
  "Those that were made or split off by the caller or for it, or the others":
    "true 只列由调用方（或为其）创建或拆分的批次，false 只列其他批次",
  "Those that the caller holds, or somebody whom it acts for; or the others":
    "true 只列由调用方或其所代理账户持有的批次，false 只列其他批次",
  "Those that are offered to the caller, or the others": "true 只列等待调用方接收的批次，false 只列其他批次",
  "Those that the caller was admitted to as a party, or the others":
    "true 只列已允许调用方参与的批次，false 只列其他批次",
  "List trace batches": "列出溯源批次",
  "Create a trace batch": "创建溯源批次",
  "Get a trace batch with all that is known of it": "查询溯源批次的全部信息",
  "Describe a trace batch anew: a new revision on chain": "修改溯源批次的描述：在链上形成新版本",
  "Withdraw a trace batch: a tombstone on chain": "作废溯源批次：在链上留下作废记录",
  "List every description that a trace batch ever had": "列出溯源批次描述的全部版本",
  "Add an event to a trace batch": "为溯源批次添加事件",
  "List the events of a trace batch": "列出溯源批次的事件",
  "An event of a trace batch": "查询溯源批次的一个事件",
  "Amend an event that one wrote: both texts are kept, and shown": "更正自己写入的事件：更正前后的内容都保留并展示",
  "List who is admitted to a trace batch": "列出溯源批次的参与方",
  "Admit somebody to a trace batch: it may write what its own roles let it":
    "允许某一方参与溯源批次：可写入其角色允许的内容",
  "Admit somebody no longer to a trace batch: what it wrote stays": "不再允许某一方参与溯源批次：其已写入的内容保留",
  "List who is admitted to all trace batches that one holds": "列出自己持有的全部批次的参与方",
  "Admit somebody to all trace batches that one holds: it may write what its own roles let it":
    "允许某一方参与自己持有的全部批次：可写入其角色允许的内容",
  "Admit somebody no longer to all trace batches that one holds: what it wrote stays":
    "不再允许某一方参与自己持有的全部批次：其已写入的内容保留",
  "Offer a trace batch to somebody, who holds it once it accepts": "将溯源批次移交给某一方，对方接受后成为持有方",
  "Accept a trace batch that one is offered, and hold it": "接受移交给自己的溯源批次，成为持有方",
  "Refuse a trace batch that one is offered": "拒绝移交给自己的溯源批次",
  "Take back the offer of a trace batch that one holds": "撤回自己持有的溯源批次的移交",
  "List the offers that were made to one, or by one": "列出收到和发出的移交",
  "Hand trace batches over to somebody, who holds them once it accepts":
    "将多个溯源批次一并交接给某一方，对方接受后成为持有方",
  "List the hand-overs to one, or by one": "列出收到和发出的交接",
  "A hand-over to one, or by one": "查询收到或发出的一次交接",
  "Accept the batches of a hand-over, and hold them": "接受交接的批次，成为持有方",
  "Sign one's hand-over with one's own wallet": "用自己的钱包签署交接",
  "Refuse the batches of a hand-over": "拒绝交接的批次",
  "Take one's hand-over back": "撤回自己发出的交接",
  "Say that some of a trace batch is sold, used, lost, destroyed or taken as a sample":
    "登记溯源批次的减少：售出、使用、损耗、销毁或取样",
  "Split a trace batch into parts, each a batch of its own": "拆分溯源批次，每部分成为独立批次",
  "Make new trace batches of others": "投料加工：用已有批次制成新的溯源批次",
  "What a trace batch was made of, and what became of it": "查询溯源批次的原料来源和去向",
  "What a batch was made of, as far as that is public, and how many batches were made of it":
    "查询批次的原料来源（公开部分），以及由它制成的批次数量",
  "What happened to all that a trace batch was made of: events, certificates and recalls, batch by batch":
    "按批次查询全部来源批次的事件、证书与召回",
  "What happened to all that a batch was made of, as far as that is public":
    "查询全部来源批次的事件、证书与召回（公开部分）",
  "Recall a trace batch and what was made of it, or tell what that would reach":
    "召回溯源批次及由它制成的批次，或预先查询召回范围",
  "List the recalls that one began, or of which one holds batches; all for regulators and inspectors":
    "列出自己发起的召回，以及涉及自己所持批次的召回；监管部门和检验机构可查看全部",
  "A recall with its batches and what their holders said": "查询召回及其批次和各持有方的答复",
  "Say what one found of a recalled batch that one holds or held": "答复所持有或曾持有的被召回批次的处置情况",
  "Lift a recall that one began": "解除自己发起的召回",
  "The acts that mark or lift the batches of a recall that one began: a wallet has each to sign":
    "自己发起的召回中标记或解除各批次的操作：使用钱包时须逐一签名",
  "Put the readings of sensors on a trace batch, under one root": "为溯源批次上传传感器读数，共用一个默克尔根",
  "All of them or none. Times in milliseconds at most, with their offset; values exact. Lines of JSON and CSV (its first line names the columns) have what the JSON body says besides in the query.":
    "全部写入或全部不写。时间最多精确到毫秒，须带时区偏移；数值按原样保存。逐行 JSON 和 CSV（首行为列名）的其余内容写在查询参数中。",
  "The readings of a trace batch by time": "按时间列出溯源批次的读数",
  "One reading with all that proves it": "查询一条读数及其全部证明",
  "The public readings of a batch by time": "按时间列出批次的公开读数",
  "One public reading with all that proves it": "查询一条公开读数及其全部证明",
  "Ask that what is said of you is erased, with an account or without": "请求删除与您有关的内容，有无账户均可",
  "It is answered by mail within a month. Nobody but who decides on it reads reason and contact.":
    "一个月内以邮件答复。除处理人外，无人能看到理由和联系方式。",
  "Requests for erasure, the oldest first: those that are open, unless others are asked for":
    "删除请求，最早的在前；未指明时只列未处理的",
  "For regulators and this installation's administrators.": "供监管部门和本站管理员使用。",
  "Refuse a request for erasure, with a reason that who asked is told by mail": "拒绝删除请求，理由以邮件告知请求人",
  "Erase what a line says, on a lawful request: the line and its digest stay":
    "依法定请求删除一条记录的内容：记录本身及其数字指纹保留",
  "For regulators, and this installation's administrators where the chain lets them write the line.":
    "供监管部门使用；链上允许时，本平台管理员也可使用。",
  "What a recall's mail is about, by the token in its link": "凭召回邮件链接中的令牌查询召回内容",
  "Say what was found of recalled goods, by the token in the mail's link":
    "凭召回邮件链接中的令牌答复被召回产品的处置情况",
  "What was counted of a trace batch, for its custodian, its creator and regulators":
    "溯源批次的扫码统计，供当前持有方、创建方和监管部门查看",
  "A period ends with `toDate`, else now, and has 1, 7, 30 or 365 days in UTC; `fromDate` can make it shorter. Countries are told by IP2Location LITE data available from https://lite.ip2location.com.":
    "统计时段截至 `toDate`（未指定时为现在），长 1、7、30 或 365 天（UTC）；可用 `fromDate` 缩短。国家和地区按 IP2Location LITE 数据判定，数据来自 https://lite.ip2location.com。",
  "Signs that the code of a single item was copied": "查询单件编码疑似被复制的迹象",
  "Print a trace batch's labels: sheets of A4 with its QR code, name, code, harvest date and producer":
    "打印溯源批次标签：A4 版面，含二维码、名称、编码、采收日期和生产者",
  "For regulators and administrators: a user, or `all`": "供监管部门和管理员使用：某个用户，或 `all`",
  "1: also what it was made of, near and far, 1000 at most; the proof of each is had by its own code":
    "1：同时给出各级原料，最多 1000 个；每个批次的证明按其编码获取",
  "Change it only while it is as the ETag of a GET says: else 412":
    "仅当内容与 GET 返回的 ETag 一致时才修改，否则返回 412",
  "`in` (default) or `out`": "`in`（默认，收到的）或 `out`（发出的）",
  "How many steps to go, from 1; all if left out": "追溯的级数，从 1 起；不填为全部",
  "`json` (default), `csv`, or `dot` for Graphviz; or by `Accept`":
    "`json`（默认）、`csv` 或 `dot`（Graphviz）；也可由 `Accept` 指定",
  "`json` (default), a sheet of all batches as `csv` or `xlsx`, or a page to print as `html`; or by `Accept`":
    "`json`（默认）、列出全部批次的表格 `csv` 或 `xlsx`，或供打印的页面 `html`；也可由 `Accept` 决定",
  "The language of the page to print": "打印页面的语言",
  "As in the JSON body, as JSON": "与 JSON 请求体中的同名字段相同，以 JSON 书写",
  "At most so many of each series: of each span of time the first, lowest, highest and last":
    "每个序列最多返回的点数：各时段取首、最低、最高和末值",
  "In which language the label's words are: `both` if left out": "标签文字的语言；不填为 `both`（双语）",
  "`a4-24` has 24 a sheet, `a4-8` has 8 a sheet": "`a4-24` 每页 24 张，`a4-8` 每页 8 张",
  "How many labels; one full sheet if left out, one of each part": "标签数量；不填为一整页，拆分批次则各一个",
  "`all`: the labels of the batch's parts, one of each unless `copies` says more; or of those alone that some of its lines split off, by the lines' numbers with commas between. 4096 labels at most":
    "`all`：该批次所有拆分批次的标签，各印一个，除非 `copies` 另有说明；或以逗号分隔的行号，只印这些行所拆出的。最多 4096 个标签",
  "1: labels that carry the batch's commitment certificate, with the words 承诺达标合格证 beside the code; 409 where none stands":
    "1：印有该批次承诺达标合格证的标签，编码旁标注“承诺达标合格证”；没有有效的合格证时返回 409",
};
