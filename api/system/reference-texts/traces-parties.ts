/** In Chinese what the reference says of the traces dialect's accounts, catalogue, files and certificates. */
export const TRACES_PARTIES_TEXTS: Readonly<Record<string, string>> = {
  "List products": "列出产品",
  "Create a product": "创建产品",
  "Get a product": "查询产品",
  "Change a product of one's own": "修改自己的产品",
  "What is left out stays, and null empties. Readings that come from now on are held against the new limits.":
    "未给出的字段保持不变，null 表示清空。此后提交的读数按新的限值判断。",
  "List farms": "列出农场",
  "Create a farm": "创建农场",
  "Get a farm": "查询农场",
  "List the locations of one's own, and those that are lent to one": "列出自己的地点和他人借给自己使用的地点",
  "Farms are among them.": "农场也在其中。",
  "Create a location": "创建地点",
  "One of kind `farm` is a farm as well, under the same id.": "类别为 `farm` 的地点同时也是农场，编号相同。",
  "Get a location of one's own, or one that is lent to one": "查询自己的或他人借给自己使用的地点",
  "Change a location of one's own": "修改自己的地点",
  "What is left out stays, and null takes away. Records keep the place as it was.":
    "未提交的字段不变，null 清空该字段。已有记录中的地点保持原样。",
  "List whom a farm of one's own is lent to": "列出自己的农场借给了谁使用",
  "Lend a farm of one's own": "将自己的农场借给他人使用",
  "To all only by an administrator, or on a development instance.": "借给所有人：仅限管理员，或在开发实例上。",
  "End a loan of a farm of one's own": "终止农场的借用",
  "`to` is an account's id, username or address, or `all`. What was made of it before stays.":
    "`to` 为账户编号、用户名或地址，或 `all`。此前已用它创建的内容保留。",
  "List whom a location of one's own is lent to": "列出自己的地点借给了谁使用",
  "Lend a location of one's own": "将自己的地点借给他人使用",
  "End a loan of a location of one's own": "终止地点的借用",
  "List whom a product of one's own is lent to": "列出自己的产品借给了谁使用",
  "Lend a product of one's own": "将自己的产品借给他人使用",
  "End a loan of a product of one's own": "终止产品的借用",
  "Who one is: what one says, and what is confirmed": "查询本方身份：自述内容和已确认内容",
  "Say who one is, on chain": "在链上登记本方身份",
  "Takes the place of what one said before. A confirmation stays with what was confirmed: one goes by that until an officer confirms the new one, or takes the old one back.":
    "取代此前的自述。确认只对当时所确认的内容有效：在官方账户确认新内容或撤回原确认之前，仍以原内容为准。",
  "Take back what one said of oneself": "撤回本方身份的自述",
  "What an officer confirmed stays that officer's word, and every line stays on chain.":
    "官方账户确认过的内容仍以其确认为准；所有记录都保留在链上。",
  "Find the account that is confirmed to have a location number (GLN)": "查找经确认拥有某全球位置码（GLN）的账户",
  "One that an account merely says it has is never found by, nor one that two are confirmed to have.":
    "仅由账户自述的位置码，以及有两个账户都经确认拥有的位置码，均不能用于查找。",
  "Who is behind an address: what it says, who confirmed it and when, and all that was said before":
    "查询地址背后的身份：自述内容、由谁在何时确认，以及历次自述",
  "Confirm what an account says of itself, as a registrar or regulator on chain":
    "由登记机构或监管部门在链上确认账户的自述",
  "Nobody confirms an account of its own.": "任何人都不能确认自己的账户。",
  "Take back one's own confirmation": "撤回自己作出的确认",
  "Store a file": "保存文件",
  "The body is the file, or a form (`multipart/form-data`) with one file in a field of any name, and `restricted` where it is withheld.":
    "请求体为文件本身，或表单（`multipart/form-data`）：含一个文件，字段名不限；不对公众开放的文件加 `restricted`。",
  "Read a file by the SHA-256 of its content": "按内容的 SHA-256 读取文件",
  "A restricted one by a token or by a signed URL.": "不对公众开放的文件须凭令牌或签名网址读取。",
  "Get a URL that opens a file for five minutes without a token": "获取五分钟内无需令牌即可打开文件的网址",
  "Whoever may read the file may have one, and hand it on.": "有权读取该文件者均可获取，并可转交他人。",
  "Announce a file, and get presigned URLs to bring it to": "登记要上传的文件，获取预签名上传地址",
  "A file of up to 64 MiB has one part; a larger one comes in parts of 16 MiB, in any order.":
    "64 MiB 以内的文件为一个分片；更大的按 16 MiB 分片，顺序不限。",
  "Where an upload of one's own stands, with new URLs to go on with it": "查询自己的上传进度，并获取用于续传的新地址",
  "Bring a part of a file to its presigned URL": "向预签名地址上传文件分片",
  "Needs no token: the URL is signed for this part's size, the file's type and digest, and an hour. Where files lie in an S3 storage, presigned URLs lead there instead.":
    "无需令牌：地址已按分片大小、文件类型和数字指纹签名，有效期一小时。文件存放在 S3 存储时，预签名地址直接指向该存储。",
  "Make an attachment of an upload, once its digest was checked": "校验数字指纹后，将上传的文件登记为附件",
  "Where a write of one's own stands": "查询自己的写入操作的进度",
  "Sign a write of one's own with one's own wallet": "用自己的钱包签署自己的写入操作",
  "Ask for a role": "申请角色",
  "List applications for roles: those that wait, unless another status is asked for":
    "列出角色申请：默认为待处理的申请，可按状态查询",
  "An application: for the applicant, and for those who decide": "查询角色申请：供申请人和审批人查看",
  "What an officer's own wallet has to send, as a batch for Safe's Transaction Builder":
    "官方账户用自己的钱包应发送的交易，为 Safe Transaction Builder 的批量格式",
  "Grant an account the role that it applied for, on chain": "在链上授予账户所申请的角色",
  "Refuse an application, with a reason that the applicant is told": "拒绝申请，并将理由告知申请人",
  "Revoke a granted role, on chain, with a reason that its holder is told":
    "在链上撤销已授予的角色，并将理由告知角色持有人",
  "Issue a certificate of a trace batch's journey: a PDF whose digest is on chain before it is given":
    "签发溯源批次历程证书：PDF 的数字指纹先上链，再交付",
  "Inspectors and regulators attest it. The batch's holder declares it: a statement of its own, which an inspector or a regulator may attest later. An official one is refused while a fail stands, any while the batch is recalled.":
    "由检验机构和监管部门签发时为证明；由批次持有方签发时为其自行声明，检验机构或监管部门日后可予证明。有未消除的不合格结论时不签发对外证书；批次被召回期间不签发任何证书。",
  "List the certificates of a trace batch": "列出溯源批次的证书",
  "Attest the PDF that a batch's holder declared, on chain, by its digest: inspectors and regulators can":
    "检验机构和监管部门按数字指纹在链上证明批次持有方声明的 PDF",
  "Revoke a certificate, on chain: whoever issued it can, or a regulator; whoever attested it takes that back":
    "在链上撤销证书：签发方或监管部门可撤销；证明方可撤回其证明",
  "Find a certificate by the SHA-256 of its PDF": "按 PDF 的 SHA-256 查询证书",
  "Find a certificate by its number": "按编号查询证书",
  "Download a certificate's PDF: its number, and .pdf": "下载证书 PDF：编号加 .pdf",
  "Issue a commitment certificate for a trace batch that one holds: a PDF and a label, and a line on chain":
    "为自己持有的溯源批次开具承诺达标合格证：一份 PDF、一张标签和一条链上记录",
  "422 names every field that is missing, 409 says why none is issued: the batch is recalled, or failed an inspection. Issue it anew after goods were divided or mixed, naming those that were collected with them.":
    "422 列出所有缺少的字段；409 说明不能开具的原因：批次已被召回或检验不合格。分装、混装后应重新开具，并注明收购时随附的合格证。",
  "List the commitment certificates of a trace batch": "列出溯源批次的承诺达标合格证",
  "Search commitment certificates: by number, product, place, who promised, or batch code":
    "查询承诺达标合格证：按编号、产品、产地、承诺主体或批次编码",
  "Read a commitment certificate by its number": "按编号查询承诺达标合格证",
  "Download a commitment certificate's PDF: its number, and .pdf": "下载承诺达标合格证 PDF：编号加 .pdf",
  "An account's id, or an address": "账户编号或地址",
  "`application-7`, or `user-7`": "`application-7` 或 `user-7`",
};
