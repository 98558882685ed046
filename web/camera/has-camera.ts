/** Whether this browser lets pages use a camera: on plain http it does not. */
export const hasCamera = () => typeof navigator.mediaDevices?.getUserMedia === "function";
