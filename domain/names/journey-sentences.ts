/** Why handing over, splitting, transforming and consuming are refused, in Chinese: by the sentence in English. */
export const JOURNEY_SENTENCES: Readonly<Record<string, string>> = {
  // Custody.
  "This trace batch is not offered to anybody": "该溯源批次没有待接受的交接",
  "You do not have permission to answer this offer: it was made to somebody else":
    "您没有权限答复此交接：它不是向您提出的",
  "This account holds the batch already": "该账户已持有此批次",
  "The offer is on chain but cannot be read yet": "交接已上链，但暂时还无法读取",
  // Amendments.
  "Event not found": "找不到该事件",
  "Event with ID {id} does not exist": "没有编号为 {id} 的事件",
  "Only who wrote an event amends it": "只有写入者本人可以修订事件",
  "You may write on this trace batch no more, and so amend nothing there": "您已不能在该溯源批次写入，因此不能修订",
  "The event has changed since: get it again": "该事件已有更改，请重新获取后再试",
  "A {kind} is not amended: it has rules of its own": "{kind} 类记录不能修订，另有其规则",
  "What the event says is not there any more: it cannot be amended": "该事件的内容已不存在，不能修订",
  "What was withheld stays withheld": "未公开的内容不能通过修订公开",
  "An amendment does not change type, date and status: record another event":
    "修订不能更改类型、日期和结果，请另行记录事件",
  // Hand-overs of many batches.
  "Hand-over not found": "没有该交接",
  "There must be a trace ID": "至少须有一个溯源编号",
  "There may be {most} trace IDs at most": "最多可有 {most} 个溯源编号",
  "Each batch is handed over once": "同一批次只能交接一次",
  "This account holds a batch already": "该账户已持有其中的批次",
  "The batches are held by different addresses of yours: hand them over apart":
    "这些批次由您的不同地址持有，请分开交接",
  "{most} hand-overs of this account wait to be accepted: {left} more may":
    "该账户有 {most} 项交接待接收，还可再发起 {left} 项",
  "You do not have permission to hand over this trace batch": "您没有权限交接该溯源批次",
  "These batches are handed over to somebody else": "这些批次是交接给他人的",
  "These batches were handed over by somebody else": "这些批次是由他人交接的",
  "This hand-over was refused": "该交接已被拒绝",
  "This hand-over was taken back": "该交接已撤回",
  "This hand-over was accepted": "该交接已被接收",
  "This hand-over is being accepted": "该交接正在接收中",
  "This hand-over is signed already": "该交接已签名",
  "This hand-over is too old to be accepted: ask for another": "该交接已过期，请对方重新发起",
  "The chain takes the giver's consent no more: ask for another hand-over": "移交方的同意已失效，请对方重新发起交接",
  "An acceptance was sent, and may still come on chain until {time}": "接收已发出，在 {time} 之前仍可能上链",
  "The hand-over has ended": "该交接已结束",
  "The giver's consent is over": "移交方的同意已过期",
  // Erasures.
  "erase what was recorded": "删除已记录的内容",
  "This trace batch has no such line": "该溯源批次没有这条记录",
  "The trace batch is withdrawn: no line can say what was erased of it": "该溯源批次已作废，无法写入删除记录",
  "The erasure is on chain but cannot be read yet": "删除记录已上链，但暂时还无法读取",
  "What says that something was erased stays": "删除记录本身不能删除",
  "Index is required for a series, and for nothing else": "仅成组记录须给出序号（index）",
  "Whoever read it may have kept it, and what lies between for five minutes more":
    "曾读取者可能留有副本，中间缓存最多再保留五分钟",
  "What others pinned on IPFS stays there: here it is unpinned and given no more":
    "他人在 IPFS 上固定的副本无法收回；本实例已取消固定，不再提供",
  "Backups hold it until they are deleted: what is restored of one is erased again":
    "备份删除之前仍含此内容；从备份恢复时会再次删除",
  "Index must be a whole number from 0": "序号须为不小于 0 的整数",
  "The series has no such step": "该组记录没有这一项",
  "This was erased already": "此内容已删除",
  "Another record names this file: it stays": "另有记录引用该文件，予以保留",
  "A failed inspection and a recall are not erased whole: name what goes":
    "不合格检验和召回不能整条删除，请用 fields 指明要删除的内容",
  "Of a failed inspection and a recall the title, the description, the class, the instruction and something of what was found stay":
    "不合格检验和召回须保留标题、说明、级别、处理要求，以及至少一项检出内容",
  "Only of what can be read as a step can a part be erased": "只有可读取的环节记录可以部分删除",
  "Attachment must be a SHA-256 in hex": "附件须为十六进制的 SHA-256",
  "Attachments must be true or false": "attachments 须为 true 或 false",
  "Fields must be a list of names": "fields 须为字段名列表",
  "Fields must be of {words}, or details. and a name": "fields 只能是 {words}，或 details. 加名称",
  'The contract of this installation lets nobody write the kind "erasure": its default admin adds it with one call, setKindRole("erasure", 40)':
    '本实例的合约不允许任何人写入“依法删除”一类记录：须由默认管理员调用一次 setKindRole("erasure", 40)',
  // Recalls.
  "Only who holds or made this trace batch recalls it, or a regulator": "只有该批次的持有方、生产者或监管部门可以召回",
  "More than {most} batches are reached: recall them in parts": "涉及批次超过 {most} 个，请分次召回",
  "A whole lineage is recalled by who made all of it, or by a regulator":
    "只有全部由自己生产的一方或监管部门可以召回整个谱系",
  "There is no such recall": "没有该召回",
  "No more than {most} firms can be told within a day": "一天内最多通知 {most} 家企业",
  "No more than {most} firms can be told at once": "一次最多通知 {most} 家企业",
  "Notify must be a list of firms, each with a name and an e-mail address":
    "通知对象（notify）须为企业列表，每家含名称和邮箱",
  "This link is not good, or no longer": "该链接无效或已过期",
  "No more than {most} drills may be begun within a day": "一天内最多发起 {most} 次演练",
  "No more can be quarantined and destroyed than was found": "隔离与销毁之和不能超过找到的数量",
  "No more can be found than was there when it was recalled": "找到的数量不能超过召回时的库存与已售之和",
  "A recall is lifted by who began it": "召回只能由发起方解除",
  "This recall is lifted already": "该召回已解除",
  "{field} must not be less than {least}": "{field}不能小于 {least}",
  "Commitment certificate {number} cannot be collected: what it stands for is withdrawn, or was made of what is recalled or failed":
    "合格证 {number} 不能收取：其批次已作废，或由已召回、检验不合格的批次制成",
  // Amounts.
  "{field} must be a number": "{field}须为数字",
  "{field} must be more than 0": "{field}须大于零",
  "{field} must be a whole number": "{field}须为整数",
  "Only {left} remain of this batch": "该批次仅余 {left}",
  "Only {left} remain of this batch, not {wanted}": "该批次仅余 {left}，不足 {wanted}",
  "Only {left} remain of {code}, not {wanted}": "批次 {code} 仅余 {left}，不足 {wanted}",
  "The consumption is on chain but cannot be read yet": "消耗已上链，但暂时还无法读取",
  // Parts.
  "Parts must be a list of parts, or their count and size": "拆分须为列表，或给出件数（count）和每件数量（size）",
  "There must be a part": "至少须有一件",
  "There may be {most} parts at most": "最多可分为 {most} 件",
  "Count may be {most} at most": "件数最多为 {most}",
  "A wallet signs for {most} parts at most at once": "钱包一次最多签署 {most} 件",
  "A part is called {code} and 1 to 64 printable ASCII characters without spaces, : and ~":
    "拆分批次的编码为 {code} 加 1 至 64 个可打印的 ASCII 字符，不含空格、: 和 ~",
  "Two parts would be called {code}": "有两件的编码会同为 {code}",
  "There is a part {code} already": "已有拆分批次 {code}",
  "The batch's description cannot be read, so it has no parts": "无法读取批次的描述，因此不能拆分",
  "The parts are on chain but cannot be read yet": "拆分批次已上链，但暂时还无法读取",
  // Batches made of others.
  "Inputs must be a list": "投入须为列表",
  "There must be an input": "至少须有一项投入",
  "There may be {most} inputs at most": "最多可有 {most} 项投入",
  "Outputs must be a list": "产出须为列表",
  "There must be an output": "至少须有一项产出",
  "There may be {most} outputs at most": "最多可有 {most} 项产出",
  "Each batch goes in once": "同一批次只能投入一次",
  "Two outputs would be called {code}": "有两项产出的编码会同为 {code}",
  "The inputs are held by different addresses of yours: hand them over to one of them":
    "这些投入由您的不同地址持有，请先交接给其中一个地址",
  "The batches are on chain but cannot be read yet": "批次已上链，但暂时还无法读取",
  "You do not have permission to create trace batches": "您没有权限创建溯源批次",
  // Readings of sensors.
  "At most {count} readings can be sent at once": "一次最多可发送 {count} 条读数",
  "There must be one reading at least": "至少须有一条读数",
  "Time must be an ISO 8601 date and time with its offset": "时间须为带时区的 ISO 8601 日期时间",
  "Time cannot be in the future": "时间不能晚于现在",
  "Sensor must be a name of up to 64 letters, digits and -._:/#()":
    "传感器名称最多 64 个字符，只能含字母、数字及 -._:/#()",
  "Type must be a word such as temperature": "类型须为一个词，例如 temperature（温度）",
  "Value must be a number of at most 15 digits on each side of the point": "数值须为数字，小数点前后各最多 15 位",
  "Unit must be a usual unit or a UN/ECE Recommendation 20 code of this type":
    "单位须为该类型的常用单位或 UN/ECE 第 20 号建议书代码",
  "Unit must be {unit}, as that of the limits": "单位须与限值的单位 {unit} 一致",
  "There can be at most {count} series": "最多可有 {count} 个读数序列",
  "This sensor's reading of this time is in {row} too": "该传感器在该时间的读数与 {row} 重复",
  "Ask for a shorter time: at most {count} readings of {lines} lines are looked through":
    "请缩短时间范围：最多可查找 {lines} 条记录中的 {count} 条读数",
  "Reading not found": "未找到该读数",
  "The readings are on chain but cannot be read yet": "读数已上链，但暂时无法读取",
  "Too many readings are being worked on just now: try again in a moment": "当前正在处理的读数过多，请稍后再试",
  "The readings could not be worked on in time": "读数未能及时处理完毕",
  "These readings take too much memory": "读数占用内存过多",
  "A limit needs a minimum or a maximum": "限值须有下限或上限",
  "Maximum must not be less than the minimum": "上限不能低于下限",
  "Limits must have one entry a type": "每种类型只能有一项限值",
  "The body is no text": "正文不是文本",
  "The body must be an object with readings": "正文须为含 readings 的对象",
  "The body is not valid CSV: {code}": "正文不是有效的 CSV：{code}",
  "The first line must name the columns: {names} is missing": "首行须列出列名：缺少 {names}",
  "The body is nested too deep, or holds too many values": "正文嵌套过深或数值过多",
  "The body must be application/json, application/x-ndjson or text/csv":
    "正文须为 application/json、application/x-ndjson 或 text/csv",
  "Points must be a whole number from 4 to 2000": "点数须为 4 至 2000 的整数",
  "Minutes must be a whole number from 0 to 525600": "分钟数须为 0 至 525600 的整数",
};

/** What is done, and to what, in these sentences. */
export const JOURNEY_WORDS: Readonly<Record<string, string>> = {
  offer: "交接",
  "take back the offer of": "撤回交接",
  split: "拆分",
  transform: "加工",
  consume: "消耗",
  Recipient: "接收方",
  Class: "级别",
  Scope: "范围",
  Instruction: "处理要求",
  "Dry run": "试算",
  Drill: "演练",
  Found: "查获数量",
  Quarantined: "隔离数量",
  Destroyed: "销毁数量",
  Direction: "方向",
  Depth: "层数",
  Count: "件数",
  "Trace ID": "溯源编号",
  "Trace IDs": "溯源编号",
};
