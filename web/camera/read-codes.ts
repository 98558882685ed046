/** Reads QR codes by the camera. */
import { frameLoop, QRCanvas, rearCamera } from "qr/dom.js";

/** Why there is no picture. */
export type CameraFault = "denied" | "none";

/** The camera gives no picture. */
export class CameraError extends Error {
  override readonly name = "CameraError";
  readonly fault: CameraFault;
  constructor(fault: CameraFault) {
    super(fault);
    this.fault = fault;
  }
}

/**
 * Show the rear camera's picture and tell of each code in it, until the function that is given is called. Rejects with
 * a CameraError.
 */
export async function readCodes(video: HTMLVideoElement, onCode: (text: string) => void): Promise<() => void> {
  const camera = await rearCamera(video).catch((error: Error) => {
    throw new CameraError(error.name === "NotAllowedError" ? "denied" : "none");
  });
  // Not every browser starts it by itself.
  await video.play().catch(() => undefined);
  const canvas = new QRCanvas();
  let isReading = false;
  const stopLoop = frameLoop(async () => {
    // A slow phone reads what it can; the frames between are let go.
    if (isReading) return;
    isReading = true;
    try {
      const found = await camera.readFrame(canvas, true);
      if (typeof found === "string" && found !== "") onCode(found);
    } catch {
      // A frame that could not be read: there are others.
    } finally {
      isReading = false;
    }
  }, video);
  return () => {
    stopLoop();
    camera.stop();
  };
}
