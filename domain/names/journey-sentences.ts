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
  // Recalls.
  "Only who holds or made this trace batch recalls it, or a regulator": "只有该批次的持有方、生产者或监管部门可以召回",
  "More than {most} batches are reached: recall them in parts": "涉及批次超过 {most} 个，请分次召回",
  "A whole lineage is recalled by who made all of it, or by a regulator":
    "只有全部由自己生产的一方或监管部门可以召回整个谱系",
  "There is no such recall": "没有该召回",
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
