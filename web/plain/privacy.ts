/** What is kept of whom: the notice that article 17 of China's Personal Information Protection Law asks for. */
import { escapeHtml } from "../escape.ts";
import { type PageAssets, plainHtml } from "../html.ts";
import type { PageAbout } from "../page-about.ts";
import { erasureFormHtml } from "./erasure-form.ts";
import { mastheadHtml } from "./masthead.ts";

/** The privacy notice. */
export const privacyHtml = (assets: Pick<PageAssets, "style">) =>
  plainHtml(
    assets,
    {
      title: { zh: "隐私告知 · 溯源", en: "Privacy · Suyuan" },
      description: {
        zh: "本站处理哪些个人信息、为何处理、保存多久。",
        en: "Which personal data is kept here, why, and for how long.",
      },
      indexed: true,
    },
    (about) => BODIES[about.language](about),
    mastheadHtml,
  );

const BODIES: Readonly<Record<"zh" | "en", (about: PageAbout) => string>> = {
  zh: ({ host, ...about }) => `<h1>隐私告知</h1>
<h2>一、处理者与联系方式</h2>
<p>本站由 <bdi>${escapeHtml(host.name ?? "（运营者尚未填写名称）")}</bdi> 运营。联系方式：<bdi>${escapeHtml(host.contact ?? "（运营者尚未填写联系方式）")}</bdi>。</p>
<h2>二、查看溯源页面的人</h2>
<ul>
<li>目的：统计批次被查看的次数，发现被复制的标签。</li>
<li>种类：批次、时间、国家或地区、设备类别（安卓、iOS 或其他）、停留时间，以及只在当天有效、无法还原为个人的访客代号。</li>
<li>方式：IP 地址与浏览器标识只在收到请求时用于计算上述代号与国家，不写入数据库或日志。不使用 Cookie，不向第三方提供。</li>
<li>您自愿提交的评价（星级和文字）会保存，由批次的生产者、当前持有方和监管部门查看。请勿在其中填写个人信息。</li>
<li>核验在您的浏览器中进行。若您另选区块链节点，该节点会看到您的 IP 地址。您所选的节点和合约地址只保存在您的浏览器中。</li>
</ul>
<h2>三、注册账户的人</h2>
<ul>
<li>目的：登录、找回密码、在溯源记录中标明由谁写入。</li>
<li>种类：用户名、名称、电子邮箱、手机号、微信 openid、登录所用的网络地址（用于阻止猜测密码）。密码只保存其不可逆的哈希值。</li>
<li>方式：保存在运营者的数据库中。邮件和短信由运营者选用的服务商发送，服务商会得到收件地址。</li>
</ul>
<h2>四、写入区块链的内容</h2>
<p>记录的数字指纹、写入者的链上地址和时间写入区块链后<strong>无法删除</strong>；上传的文件和记录的内容默认公开。请勿在记录、文件名或文件中填写身份证号、手机号等个人信息。内容本身可以依法请求删除：删除后，链上只剩无法还原内容的数字指纹。</p>
<h2>五、保存期限</h2>
<ul>
<li>当天的访客代号所用的随机数次日即被覆盖，此后无法再与任何人对应；查看次数与评价保存至运营者删除该批次的统计为止。</li>
<li>账户信息保存至账户注销；登录会话到期即失效。</li>
<li>链上信息长期保存。</li>
</ul>
<h2>六、您的权利</h2>
<p>您可以按上述联系方式请求查阅、复制、更正、补充或删除您的个人信息，撤回同意，注销账户，或要求解释处理规则。删除请求也可在下方或通过接口 <code>POST /v1/erasure-requests</code> 提出，无需账户；我们在一个月内以邮件答复，答复后即删除您的联系方式。若未得到答复，可向履行个人信息保护职责的部门投诉。</p>
${erasureFormHtml({ host, ...about })}
<p>本告知按《中华人民共和国个人信息保护法》第十七条所列事项编写。</p>`,
  en: ({ host, ...about }) => `<h1>Privacy</h1>
<h2>Who is responsible</h2>
<p>This installation is run by <bdi>${escapeHtml(host.name ?? "(its operator has not given a name)")}</bdi>. Contact: <bdi>${escapeHtml(host.contact ?? "(its operator has not given one)")}</bdi>.</p>
<h2>Whoever looks at a journey</h2>
<ul>
<li>Purpose: to count how often a batch is looked at, and to find labels that were copied.</li>
<li>Kinds: the batch, the time, the country, the sort of device (Android, iOS, other), how long the page was in sight, and a visitor’s name that holds for one day and cannot be traced back.</li>
<li>Manner: IP address and browser are used for that name and the country while the request is answered, and are written neither to the database nor to the log. There are no cookies, and nothing is passed on.</li>
<li>Feedback that you choose to send (stars and text) is kept; the batch’s producer, its current holder and the authorities read it. Do not put personal data into it.</li>
<li>Verification happens in your browser. If you choose another blockchain endpoint, that one sees your IP address. Your choice is kept in your browser alone.</li>
</ul>
<h2>Whoever has an account</h2>
<ul>
<li>Purpose: logging in, resetting a password, and saying who wrote a record.</li>
<li>Kinds: username, name, email address, phone number, WeChat openid, and the network addresses that you logged in from, which keep others from guessing passwords. Of a password only an irreversible hash is kept.</li>
<li>Manner: in the operator’s database. Mail and text messages go through the services that the operator chose, which learn the address.</li>
</ul>
<h2>What goes on the blockchain</h2>
<p>A record’s digest, its author’s address and its time <strong>cannot be deleted</strong> from the blockchain; files and records are public unless they are withheld. Put no identity number, phone number or other personal data into a record, a file or its name. Content itself can be erased on a lawful request: what remains on the blockchain is a digest from which it cannot be restored.</p>
<h2>For how long</h2>
<ul>
<li>What a day’s visitor names are made with is overwritten on the next day; from then on they point at nobody. Counts and feedback are kept until the operator deletes them.</li>
<li>Account data is kept until the account is closed; sessions end when they expire.</li>
<li>What is on the blockchain stays.</li>
</ul>
<h2>Your rights</h2>
<p>Under the contact above you may ask to see, copy, correct, complete or erase your data, withdraw consent, close your account, or have this notice explained. An erasure can also be asked for without an account, below or by <code>POST /v1/erasure-requests</code>: it is answered by mail within a month, and your address is then deleted. If you get no answer, you may complain to the authority in charge.</p>
${erasureFormHtml({ host, ...about })}
<p>Prepared along the items of article 17 of the Personal Information Protection Law of the People’s Republic of China.</p>`,
};
