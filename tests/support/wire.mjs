/**
 * @file Connections on which a test can send what no well-behaved client would.
 */
import { readFileSync } from "node:fs";
import { connect } from "node:net";

/**
 * @typedef {object} Wire
 * @property {import("node:net").Socket} socket
 * @property {() => string} received
 * @property {() => number} status of the first answer; 0 when there is none yet
 * @property {() => boolean} isClosed by the server
 * @property {Promise<void>} closed
 * @property {() => void} leave
 */

/** @param {number} port @returns {Promise<Wire>} */
export function wireTo(port) {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: false, noDelay: true });
    let received = "";
    let isClosed = false;
    /** @type {() => void} */ let tell = () => {};
    /** @type {Promise<void>} */
    const closed = new Promise((done) => (tell = done));
    socket.setEncoding("latin1").on("data", (part) => (received += part));
    socket.once("error", reject);
    socket.once("close", () => {
      isClosed = true;
      tell();
    });
    socket.once("connect", () => {
      socket.removeListener("error", reject);
      socket.on("error", () => {}); // a reset is one of the ways in which it may close
      resolve({
        socket,
        received: () => received,
        status: () => Number(/^HTTP\/1\.1 (\d+)/.exec(received)?.[1] ?? 0),
        isClosed: () => isClosed,
        closed,
        leave: () => socket.destroy(),
      });
    });
  });
}

/**
 * Sends pieces as fast as they are taken, until the server closes, and reads what comes meanwhile:
 * an answer that is not read is lost when the server resets the connection.
 * @param {Wire} wire
 * @param {Buffer} piece
 * @param {number} times
 */
export async function pour(wire, piece, times) {
  for (let sent = 0; sent < times && !wire.isClosed() && wire.socket.writable; ++sent) {
    if (!wire.socket.write(piece))
      await Promise.race([new Promise((resolve) => wire.socket.once("drain", resolve)), wire.closed]);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/**
 * Kilobytes of a process: VmHWM is the most that it ever held, VmRSS what it holds now.
 * @param {number} pid
 * @param {"VmHWM" | "VmRSS"} name
 */
export function memoryOf(pid, name) {
  const [, kilobytes] = new RegExp(`${name}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return Number(kilobytes);
}
