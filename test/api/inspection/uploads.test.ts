/** Files as clients send them: by a name alone, as forms, under other names of their types, in other encodings. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { textDecoding } from "../../../domain/files/text-encoding.ts";
import { type Api, PUBLIC_URL, sha256, startApi } from "../support/api.ts";
import { PNG } from "../support/examples.ts";
import { detailOf, join, type Member, newBatch, PDF, pathOf } from "./support.ts";

let api: Api;
let inspector: Member;
let producer: Member;
beforeAll(async () => {
  api = await startApi({ app: { attachmentLimit: 200_000 } });
  inspector = await join(api, "Inspector");
  producer = await join(api, "Producer");
});
afterAll(() => api.close());

const ask = (body: object, headers = {}) => api.call("POST", "/upload", { token: inspector.token, body, headers });
const put = (url: string, body: Uint8Array, headers: Record<string, string>) =>
  api.call("PUT", pathOf(url), { body, headers });
const pdf = (text: string) => new Uint8Array([...PDF, ...new TextEncoder().encode(text)]);

describe("an address for a file of which nothing but its name and type is known", () => {
  test("takes the file, tells its digest and size, and stands for it in the inspection", async () => {
    const asked = await ask({ filename: "report.pdf", content_type: "application/pdf" });
    expect(asked.status).toBe(200);
    const { upload_url, file_url, headers } = asked.body;
    expect(pathOf(upload_url).split("?")[0]).toBe(pathOf(file_url));
    const { id } = await newBatch(api, producer.token);
    const submit = (url = file_url) =>
      api.call("POST", `/batches/${id}/inspection`, {
        token: inspector.token,
        body: { result: "pass", file_url: url },
      });
    const early = await submit();
    expect([early.status, detailOf(early.body)]).toEqual([422, "There is no such attachment"]);
    expect((await api.call("GET", pathOf(file_url))).status).toBe(404);

    const bytes = pdf("unknown beforehand");
    const brought = await put(upload_url, bytes, headers);
    const where = `${PUBLIC_URL}/v1/attachments/${sha256(bytes)}`;
    const facts = { file_url: where, sha256: sha256(bytes), size: bytes.length, content_type: "application/pdf" };
    expect([brought.status, brought.body]).toEqual([200, facts]);
    const found = await api.call("GET", pathOf(file_url));
    expect([found.status, found.headers.get("location")]).toEqual([302, where]);
    const told = await api.call("GET", pathOf(file_url), { headers: { accept: "application/json" } });
    expect([told.status, told.body]).toEqual([200, { file_url: where, sha256: sha256(bytes) }]);

    const submitted = await submit();
    expect([submitted.status, submitted.body.file_url]).toEqual([201, where]);
    // The same again is the same; another file is another one's.
    expect((await put(upload_url, bytes, headers)).body).toEqual(facts);
    expect((await put(upload_url, pdf("another"), headers)).status).toBe(409);
    expect((await api.call("GET", pathOf(file_url))).headers.get("location")).toBe(where);
  });

  test("is good for that type, within the limit, and as it was issued", async () => {
    const { body } = await ask({ filename: "a.jpg", content_type: "image/jpg" });
    expect(body.headers).toEqual({ "Content-Type": "image/jpeg" });
    expect((await put(body.upload_url, PDF, { "content-type": "application/pdf" })).status).toBe(415);
    expect((await put(body.upload_url, PDF, { "content-type": "image/jpg" })).status).toBe(415);
    expect((await put(body.upload_url, new Uint8Array(200_001), body.headers)).status).toBe(413);
    expect((await put(body.upload_url, new Uint8Array(), body.headers)).status).toBe(422);
    const changed = body.upload_url.replace(/uploads\/./, (start: string) =>
      start.endsWith("0") ? "uploads/1" : "uploads/0",
    );
    for (const url of [
      changed,
      `${body.upload_url}&size=9`,
      body.upload_url.replace(/restricted=false/, "restricted=true"),
    ]) {
      expect((await put(url, PDF, body.headers)).status).toBe(403);
    }
    for (const path of ["/uploads/x", `/uploads/${"0".repeat(32)}`, `/uploads/${"0".repeat(64)}`]) {
      expect((await api.call("GET", path)).status).toBe(404);
    }
  });

  test("may tell the size or the digest alone, and what is told holds", async () => {
    const bytes = pdf("half told");
    const sized = await ask({ content_type: "application/pdf", size: bytes.length, sha256: null, restricted: null });
    expect((await put(sized.body.upload_url, PDF, sized.body.headers)).status).toBe(422);
    expect((await put(sized.body.upload_url, bytes, sized.body.headers)).status).toBe(200);
    const digest = await ask({ filename: "", content_type: "application/pdf", sha256: sha256(bytes), size: null });
    expect(digest.body.file_url).toBe(`${PUBLIC_URL}/v1/attachments/${sha256(bytes)}`);
    expect((await put(digest.body.upload_url, PDF, digest.body.headers)).status).toBe(422);
    expect((await put(digest.body.upload_url, bytes, digest.body.headers)).status).toBe(200);
    for (const wrong of [{ size: 0 }, { size: 1.5 }, { size: "1" }, { sha256: "12" }, { restricted: "yes" }]) {
      expect((await ask({ content_type: "application/pdf", ...wrong })).status).toBe(422);
    }
  });

  test("is the same for the same key, and another without", async () => {
    const body = { filename: "r.pdf", content_type: "application/pdf" };
    const headers = { "idempotency-key": "one" };
    const [one, again, other] = [await ask(body, headers), await ask(body, headers), await ask(body)];
    expect(again.body).toEqual(one.body);
    expect(other.body.upload_url).not.toBe(one.body.upload_url);
  });
});

describe("insp_date", () => {
  const submit = async (more: object) => {
    const { id } = await newBatch(api, producer.token);
    const body = { result: "pass", file_url: "https://lab.example/r.pdf", ...more };
    return api.call("POST", `/batches/${id}/inspection`, { token: inspector.token, body });
  };

  test("is the inspection's date, as it was told", async () => {
    const told = await submit({ insp_date: "2024-03-01T09:30:00+08:00" });
    expect([told.status, told.body.insp_date]).toEqual([201, "2024-03-01T09:30:00+08:00"]);
    const read = await api.call("GET", `/batches/${told.body.batch_id}`, { token: producer.token });
    expect(read.body.inspections[0].insp_date).toBe("2024-03-01T09:30:00+08:00");
    const day = await submit({ insp_date: "2024-03-01" });
    expect([day.status, day.body.insp_date.slice(0, 10)]).toEqual([201, "2024-03-01"]);
    for (const none of [{}, { insp_date: null }, { insp_date: "" }]) {
      const { status, body } = await submit(none);
      expect([status, Math.abs(Date.now() - Date.parse(body.insp_date)) < 600_000]).toEqual([201, true]);
    }
  });

  test("that is none, or to come, is refused under its own name", async () => {
    for (const insp_date of ["yesterday", "2024-02-30", "2999-01-01", 5, {}]) {
      const { status, body } = await submit({ insp_date });
      expect([insp_date, status, body.errors?.[0]?.pointer]).toEqual([insp_date, 422, "#/insp_date"]);
    }
  });
});

describe("a form", () => {
  const send = async (form: FormData, query = "") => {
    const request = new Response(form);
    const body = new Uint8Array(await request.arrayBuffer());
    const headers = { "content-type": request.headers.get("content-type") ?? "" };
    return api.call("POST", `/v1/attachments${query}`, { token: producer.token, body, headers });
  };
  const formOf = (bytes: Uint8Array, name: string, type: string, fields: Record<string, string> = {}) => {
    const form = new FormData();
    for (const [field, value] of Object.entries(fields)) form.append(field, value);
    form.append("upload", new Blob([bytes.slice()], { type }), name);
    return form;
  };

  test.each([
    [PNG, "photo.png", "image/png", "image/png"],
    [PNG, "tmp_照片.png", "", "image/png"],
    [PDF, "r.pdf", "application/x-pdf", "application/pdf"],
    [new TextEncoder().encode("a,b\r\n1,2\r\n"), "t.csv", "application/vnd.ms-excel", "text/plain"],
  ])("with a file is taken as that file (%#)", async (bytes, name, type, expected) => {
    const { status, body } = await send(formOf(bytes, name, type, { user: "test" }));
    expect([status, body.data]).toMatchObject([
      201,
      { sha256: sha256(bytes), size: bytes.length, mediaType: expected },
    ]);
  });

  test("may withhold its file", async () => {
    const bytes = pdf("withheld by a form");
    const { body } = await send(formOf(bytes, "r.pdf", "application/pdf", { restricted: "true" }));
    expect((await api.call("GET", `/v1/attachments/${body.data.sha256}`)).status).toBe(403);
  });

  test("without a file, with two, with one of another type or too large is refused", async () => {
    const two = formOf(PNG, "a.png", "image/png");
    two.append("more", new Blob([PNG.slice()], { type: "image/png" }), "b.png");
    const none = new FormData();
    none.append("file", "text");
    for (const [form, status] of [
      [two, 422],
      [none, 422],
      [formOf(PDF, "a.png", "image/png"), 415],
      [formOf(PDF, "a.html", "text/html"), 415],
      [formOf(new Uint8Array(), "a.png", "image/png"), 422],
      [formOf(PNG, "a.png", "image/png", { restricted: "perhaps" }), 422],
      [formOf(new Uint8Array(200_001), "a.png", "image/png"), 413],
      [formOf(new Uint8Array(300_000), "a.png", "image/png"), 413],
    ] as const) {
      expect((await send(form)).status).toBe(status);
    }
    for (const type of ["multipart/form-data", "multipart/form-data; boundary=x"]) {
      const headers = { "content-type": type };
      const broken = await api.call("POST", "/v1/attachments", { token: producer.token, body: PNG, headers });
      expect(broken.status).toBe(400);
    }
  });
});

describe("content", () => {
  const store = (bytes: Uint8Array, type: string) =>
    api.call("POST", "/v1/attachments", { token: producer.token, body: bytes, headers: { "content-type": type } });
  const latin1 = (text: string) => new Uint8Array(Buffer.from(text, "latin1"));

  test.each([
    ["\r\n%PDF-1.4\n%âãÏÓ\n", "application/pdf"],
    ["\n\n  %PDF-1.7\n%âãÏÓ\n", "application/pdf"],
  ])("that is a PDF behind white space is one: %j", async (text, type) => {
    expect((await store(latin1(text), type)).body.data).toMatchObject({ mediaType: type });
  });

  test("that only speaks of a PDF is none", async () => {
    expect((await store(latin1("see %PDF-1.4\n"), "application/pdf")).status).toBe(415);
    expect((await store(latin1(`${" ".repeat(2_000)}%PDF-1.4\n`), "application/pdf")).status).toBe(415);
  });

  // 品名,数量 番茄,5 as spreadsheets save it.
  const GB18030 = new Uint8Array(Buffer.from("c6b7c3fb2ccafdc1bf0d0ab7acc7d12c350d0a", "hex"));
  const UTF16 = new Uint8Array([0xff, 0xfe, ...Buffer.from("品名\t数量\r\n番茄\t5\r\n", "utf16le")]);
  const UTF16BE = new Uint8Array([0xfe, 0xff, ...Buffer.from("品名\t数量\r\n", "utf16le").swap16()]);

  test.each([
    ["gb18030", GB18030],
    ["utf-16le", UTF16],
    ["utf-16be", UTF16BE],
    ["utf-8", new TextEncoder().encode("\ufeff品名,数量\r\n")],
  ])("in %s is text, and told to be when it is read", async (encoding, bytes) => {
    const { status, body } = await store(bytes, "text/csv");
    expect([status, body.data.sha256]).toEqual([201, sha256(bytes)]);
    const read = await api.call("GET", `/v1/attachments/${sha256(bytes)}`);
    expect(read.headers.get("content-type")).toBe(`text/plain; charset=${encoding}`);
  });

  test("that is none in any encoding is not, and is not taken for JSON in another than UTF-8", async () => {
    for (const bytes of [
      latin1("caf\u00e9,5\r\n"),
      latin1("\x80\xff\x00\x01"),
      latin1("a\0b"),
      new Uint8Array([0xff, 0xfe, 0x61]),
      new Uint8Array([...GB18030, 0x00, 0x01]),
      new Uint8Array([...GB18030, 0xb7]),
      new Uint8Array([...UTF16, 0x01, 0x00]),
    ]) {
      expect((await store(bytes, "text/csv")).status).toBe(415);
    }
    const json = new Uint8Array([0xff, 0xfe, ...Buffer.from("{}", "utf16le")]);
    expect((await store(json, "application/json")).status).toBe(415);
  });

  test("is the same text however it is cut into chunks", () => {
    for (const [encoding, bytes] of [["gb18030", GB18030] as const, ["utf-16le", UTF16] as const]) {
      for (let cut = 2; cut < bytes.length; cut++) {
        const decoding = textDecoding();
        decoding.push(bytes.slice(0, cut));
        decoding.push(bytes.slice(cut));
        expect([encoding, cut, decoding.end()]).toEqual([encoding, cut, encoding]);
      }
    }
  });
});
