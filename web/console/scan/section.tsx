import { useEffect, useRef, useState } from "preact/hooks";
import { type CameraError, readCodes } from "../../camera/read-codes.ts";
import { pathFor } from "../../camera/where-to.ts";
import { useConsole, useTexts } from "../app/context.ts";
import { findBatch } from "../batches/find-batch.ts";
import { sentenceOf } from "../parts/failure.tsx";
import { COMMON_TEXTS } from "../parts/texts.ts";

const en = {
  title: "Scan",
  lead: "Hold a label's QR code in front of the camera: the batch opens with what you can do with it.",
  notACode: "That QR code is of no batch here.",
  missing: "No batch has this code.",
  looking: "Looking for the batch…",
  denied: "The camera may not be used. Allow it in your browser, or find the batch by its code.",
  none: "There is no camera. Find the batch by its code.",
};
const zh: typeof en = {
  title: "扫码",
  lead: "请将标签二维码对准摄像头，即可打开批次及可办理事项。",
  notACode: "该二维码不是本站批次的。",
  missing: "没有此批次号的批次。",
  looking: "正在查找批次……",
  denied: "无法使用摄像头。请在浏览器中允许，或按批次号查找。",
  none: "未找到摄像头，请按批次号查找。",
};

/** From a label to the batch, by the camera. */
export default function Scan() {
  const { session, go } = useConsole();
  const texts = useTexts({ en, zh });
  const common = useTexts(COMMON_TEXTS);
  const [said, setSaid] = useState("");
  const video = useRef<HTMLVideoElement>(null);
  const latest = useRef<(text: string) => void>(() => undefined);
  const isBusy = useRef(false);
  latest.current = async (text) => {
    if (isBusy.current) return;
    const path = pathFor(text);
    if (!path) return setSaid(texts.notACode);
    isBusy.current = true;
    setSaid(texts.looking);
    try {
      const found = await findBatch(session, path);
      if (found) return go(`/batches/${found}`);
      setSaid(texts.missing);
    } catch (error) {
      setSaid(sentenceOf(error, common));
    }
    isBusy.current = false;
  };

  useEffect(() => {
    let stop: (() => void) | undefined;
    let isGone = false;
    if (video.current) {
      readCodes(video.current, (text) => latest.current(text)).then(
        (end) => {
          stop = end;
          if (isGone) end();
        },
        (error: CameraError) => setSaid(texts[error.fault] ?? texts.none),
      );
    }
    return () => {
      isGone = true;
      stop?.();
    };
  }, []);

  return (
    <>
      <h1>{texts.title}</h1>
      <p class="muted">{texts.lead}</p>
      <p role="status">{said}</p>
      <video ref={video} class="viewfinder" playsInline muted />
    </>
  );
}
