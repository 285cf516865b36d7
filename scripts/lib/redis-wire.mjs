// The little of the Redis protocol that setup needs, over a bare socket: node_modules may not be there yet.
import net from 'node:net';
import tls from 'node:tls';
import { Refusal } from './refusal.mjs';

/** @param {readonly string[]} words */
const encode = (words) =>
  `*${words.length}\r\n${words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')}`;

/**
 * Sends one command (after AUTH, when the address carries a password) and answers with the raw reply's text.
 * @param {string} url redis:// or rediss://
 * @param {readonly string[]} words
 * @param {number} [timeoutMs]
 * @returns {Promise<string>}
 */
export function askRedis(url, words, timeoutMs = 2000) {
  const target = new URL(url);
  const port = Number(target.port || 6379);
  const host = target.hostname.replace(/^\[|\]$/g, '') || '127.0.0.1';
  const secret = decodeURIComponent(target.password);
  const user = decodeURIComponent(target.username);
  return new Promise((resolve, reject) => {
    const socket =
      target.protocol === 'rediss:' ? tls.connect({ port, host }) : net.connect({ port, host });
    let text = '';
    const finish = (/** @type {Error | null} */ error) => {
      socket.destroy();
      if (error) reject(error);
      else resolve(text);
    };
    socket.setTimeout(timeoutMs, () => finish(new Error(`no answer within ${timeoutMs} ms`)));
    socket.once('error', (error) => finish(error));
    socket.once('end', () => finish(null));
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
    });
    if (secret) socket.write(encode(user ? ['AUTH', user, secret] : ['AUTH', secret]));
    socket.write(encode(words));
    // QUIT closes the connection after the reply, which tells that the reply is complete.
    socket.write(encode(['QUIT']));
  });
}

/**
 * Null when the Redis answers and takes commands, else why not, in words.
 * @param {string} url
 * @returns {Promise<string | null>}
 */
export async function pingRedis(url) {
  try {
    const reply = await askRedis(url, ['PING']);
    if (reply.includes('+PONG')) return null;
    return reply.split('\r\n').find((line) => line.startsWith('-')) ?? 'not a Redis';
  } catch (error) {
    return error instanceof Error && error.message ? error.message : 'cannot be reached';
  }
}

/**
 * Resolves when the Redis answers PING.
 * @param {string} url
 * @param {{ timeoutMs?: number, gone?: () => string | null }} [options] `gone`: says why waiting is useless (the server died)
 */
export async function waitForRedis(url, { timeoutMs = 10_000, gone = () => null } = {}) {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const why = await pingRedis(url);
    if (why === null) return;
    const dead = gone();
    if (dead !== null) throw new Refusal(dead);
    if (performance.now() > deadline)
      throw new Refusal(`The Redis at ${hideSecret(url)} does not answer (${why}).`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** @param {string} url */
export function hideSecret(url) {
  const target = new URL(url);
  if (target.password) target.password = '***';
  return target.toString();
}
